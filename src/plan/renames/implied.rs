//! What is gone while something new under the same parent is just like it but for the name: it was renamed, whoever asks.

use std::collections::BTreeMap;

use super::settled::alike;
use super::{Claim, Move, Way, claims, held};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Id, Kind, Object};
use crate::rename::Renaming;

/// Kinds of which nothing is lost when a guess is wrong, and that Postgres or schemac may have named after their table.
const KINDS: &[Kind] = &[Kind::Sequence, Kind::Constraint, Kind::Index, Kind::Statistics, Kind::Policy, Kind::Trigger];

/// The moves of which there is no doubt.
pub fn moves(state: &Catalog, to: &Catalog, way: &Way) -> Vec<Move> {
    type Families<'c> = BTreeMap<(Kind, Id), Vec<(&'c Id, &'c Entry)>>;
    let missing = |here: &'_ Catalog, there: &Catalog| -> Vec<(Kind, Id, Id)> {
        let known = here.objects.iter().filter(|(id, _)| KINDS.contains(&id.kind) && there.get(id).is_none());
        known.filter_map(|(id, entry)| Some((id.kind, parent(&entry.object)?, id.clone()))).collect()
    };
    let (gone, new) = (missing(state, to), missing(to, state));
    if gone.is_empty() || new.is_empty() {
        return Vec::new();
    }
    fn families<'c>(catalog: &'c Catalog, all: &[(Kind, Id, Id)]) -> Families<'c> {
        let mut families: Families = BTreeMap::new();
        for (kind, parent, id) in all {
            if let Some((id, entry)) = catalog.objects.get_key_value(id) {
                families.entry((*kind, parent.clone())).or_default().push((id, entry));
            }
        }
        families
    }
    let (gone, new) = (families(state, &gone), families(to, &new));
    let held = held(state);
    let mut moves = Vec::new();
    for (family, candidates) in &gone {
        let Some(others) = new.get(family) else { continue };
        let is_renamed = |(old, entry): &(&Id, &Entry), (new, other): &(&Id, &Entry)| {
            let mut object = entry.object.clone();
            object.rename(&Renaming::new(&Catalog::default(), [(*old, *new)], &way.profile.search_path));
            alike(&object, &other.object)
        };
        for candidate in candidates {
            let mut matching = others.iter().filter(|other| is_renamed(candidate, other));
            let (Some(other), None) = (matching.next(), matching.next()) else { continue };
            if candidates.iter().filter(|candidate| is_renamed(candidate, other)).count() == 1 {
                moves.push(Move { old: candidate.0.clone(), new: other.0.clone(), silent: false });
            }
        }
    }
    // What stands in the way stays there, and then nothing moves.
    loop {
        let free = |claim: &Claim| held.get(claim).is_none_or(|holder| moves.iter().any(|each| each.old == *holder));
        let kept: Vec<Move> =
            moves.iter().filter(|each| claims(&each.new, state.get(&each.old)).iter().all(free)).cloned().collect();
        if kept.len() == moves.len() {
            return kept;
        }
        moves = kept;
    }
}

/// What it belongs to; a sequence of its own belongs to nothing.
fn parent(object: &Object) -> Option<Id> {
    match object {
        Object::Index(index) => Some(Id::named(Kind::Table, &index.table)),
        Object::Statistics(statistics) => Some(Id::named(Kind::Table, &statistics.table)),
        other => other.parent(),
    }
}
