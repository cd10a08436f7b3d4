//! What was computed and kept by something that computes otherwise now. Postgres computes none of it again.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use crate::kind::{Id, Object};
use crate::resolve::Resolved;

/// What keeps such values, by what is altered.
#[must_use]
pub fn stale(work: &Work) -> BTreeMap<Id, Vec<Id>> {
    let otherwise = |id: &&Id| match (work.from.get(id), work.to.get(id)) {
        (Some(old), Some(new)) => old.computes_otherwise(new),
        _ => false,
    };
    let changed: Vec<&Id> = work.alters.keys().filter(otherwise).collect();
    if changed.is_empty() {
        return BTreeMap::new();
    }
    let mut users: BTreeMap<Id, Vec<&Id>> = BTreeMap::new();
    for (id, entry) in &work.from.objects {
        let Resolved { hard, wide: _, soft: _, bodies } = work.before.needs(id, entry);
        hard.into_iter().chain(bodies).for_each(|need| users.entry(need).or_default().push(id));
    }
    let of = |changed: &Id| {
        let (mut kept, mut seen, mut queue) = (Vec::new(), BTreeSet::new(), vec![changed]);
        while let Some(id) = queue.pop() {
            for user in users.get(id).into_iter().flatten().copied().filter(|user| seen.insert(*user)) {
                if work.from.get(user).and_then(Object::computed_anew).is_none() {
                    queue.push(user);
                } else if !work.is_dropped(user) {
                    kept.push(user.clone());
                }
            }
        }
        kept.sort();
        kept
    };
    changed.into_iter().map(|id| (id.clone(), of(id))).filter(|(_, kept)| !kept.is_empty()).collect()
}
