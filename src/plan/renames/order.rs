//! The order of renames that take each other's names.

use std::collections::BTreeMap;

use super::{Claim, Move, claims, held, relation};
use crate::catalog::Catalog;
use crate::kind::{Id, Kind};
use crate::name::{self, Ident};
use crate::profile::Profile;
use crate::rename::{enum_value, name_of, with_name};

/// A statement of a move; one that goes in a circle takes two.
pub struct Renamed<'m> {
    pub sql: String,
    pub of: &'m Move,
    pub last: bool,
}

/// The moves so that each finds its new name free. In a circle, one of them waits under a name of its own.
pub fn ordered<'m>(moves: &'m [Move], before: &Catalog, profile: &Profile) -> Vec<Renamed<'m>> {
    let mut taken: BTreeMap<Claim, Id> = held(before);
    let claims = |id: &Id, of: &Move| claims(id, before.get(&of.old));
    let mut order = Vec::new();
    // A view is addressed by its old name for as long as its columns are renamed.
    let mut pending: Vec<(&Move, Id)> = moves.iter().map(|each| (each, each.old.clone())).collect();
    pending.sort_by_key(|(each, _)| each.new.kind != Kind::Column);
    for (each, at) in &pending {
        taken.extend(claims(at, each).into_iter().map(|claim| (claim, at.clone())));
    }
    while !pending.is_empty() {
        let count = pending.len();
        let mut waiting = Vec::new();
        for (each, at) in pending {
            let free = claims(&each.new, each).iter().all(|claim| taken.get(claim).is_none_or(|holder| *holder == at));
            if !free {
                waiting.push((each, at));
                continue;
            }
            claims(&at, each).iter().for_each(|claim| drop(taken.remove(claim)));
            taken.extend(claims(&each.new, each).into_iter().map(|claim| (claim, each.new.clone())));
            let sql = name_of(&each.new).map(|name| statement(&at, name, before, profile)).unwrap_or_default();
            order.push(Renamed { sql, of: each, last: true });
        }
        pending = waiting;
        if pending.len() == count {
            let Some((each, at)) = pending.first_mut() else { break };
            let aside = aside(at, |id| claims(id, each).iter().any(|claim| taken.contains_key(claim)));
            claims(at, each).iter().for_each(|claim| drop(taken.remove(claim)));
            let sql = name_of(&aside).map(|name| statement(at, name, before, profile)).unwrap_or_default();
            order.push(Renamed { sql, of: each, last: false });
            *at = aside;
            taken.extend(claims(at, each).into_iter().map(|claim| (claim, at.clone())));
        }
    }
    order
}

/// A name that nothing has.
fn aside(id: &Id, is_taken: impl Fn(&Id) -> bool) -> Id {
    let old = name_of(id).map(Ident::as_str).unwrap_or_default();
    let mut found = with_name(id, &name::generated(old, "", "renaming"));
    let mut count = 1;
    while is_taken(&found) {
        found = with_name(id, &name::generated(old, "", &format!("renaming{count}")));
        count += 1;
    }
    found
}

/// ALTER … RENAME.
fn statement(id: &Id, name: &Ident, before: &Catalog, profile: &Profile) -> String {
    if let Some((of, value)) = enum_value(id) {
        return format!("alter type {of} rename value {} to {}", name::literal(value), name::literal(name.as_str()));
    }
    match (id.kind, id.path.as_slice()) {
        (Kind::Column | Kind::Constraint, [schema, table, part]) => {
            let relation = relation(before, id).map_or(Kind::Table, |relation| relation.kind);
            let (relation, part_label) = (relation.label(), id.kind.label());
            format!("alter {relation} {schema}.{table} rename {part_label} {part} to {name}")
        }
        // Postgres chose the name, and chooses another one where that is taken.
        (Kind::Index, [schema, index]) if before.get(id).is_none() => {
            format!("alter index if exists {schema}.{index} rename to {name}")
        }
        _ => format!("alter {} rename to {name}", id.address(profile)),
    }
}
