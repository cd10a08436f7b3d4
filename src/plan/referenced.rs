//! What foreign keys keep from being done to the tables that they refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::direct::Work;
use crate::catalog::Catalog;
use crate::kind::constraint::{Constraint, Rule};
use crate::kind::partition::Partition;
use crate::kind::{Id, Kind, Object};
use crate::name::Name;

/// What goes by a statement of its own before partitions that go, with each of them: foreign keys that go too, or else the place among the
/// partitions, which takes the key from the partition. Postgres keeps a foreign key to a partitioned table on each partition as well, and
/// drops none while one is there.
#[must_use]
pub fn before_partitions(work: &Work) -> BTreeSet<(Id, Id)> {
    let mut partitions: BTreeMap<&Name, &Partition> = BTreeMap::new();
    for (_, object) in work.from.of_kind(Kind::Partition) {
        if let Object::Partition(partition) = object {
            partitions.insert(&partition.table, partition);
        }
    }
    let goes = |name: &&Name| work.is_dropped(&Id::named(Kind::Table, name));
    let gone: Vec<&Name> = partitions.keys().copied().filter(goes).collect();
    let mut pairs = BTreeSet::new();
    if gone.is_empty() {
        return pairs;
    }
    let mut referring: BTreeMap<&Name, Vec<&Id>> = BTreeMap::new();
    for (id, object) in work.from.of_kind(Kind::Constraint) {
        if let Object::Constraint(Constraint { rule: Rule::ForeignKey(key), .. }) = object {
            referring.entry(&key.table).or_default().push(id);
        }
    }
    for name in gone {
        let above = std::iter::successors(partitions.get(name).copied(), |at| partitions.get(&at.parent).copied());
        for key in above.flat_map(|partition| referring.get(&partition.parent)).flatten() {
            let first = if work.is_dropped(key) { (*key).clone() } else { Id::named(Kind::Partition, name) };
            pairs.insert((first, Id::named(Kind::Table, name)));
        }
    }
    pairs
}

/// Foreign keys among tables that become unlogged, or logged again, and refer to each other in a circle: no order of the tables would do.
#[must_use]
pub fn entangled<'a>(from: &'a Catalog, to: &Catalog) -> Vec<&'a Id> {
    let turns = |name: &Name| {
        let of = |catalog: &Catalog| match catalog.get(&Id::named(Kind::Table, name)) {
            Some(Object::Table(table)) => Some(table.unlogged),
            _ => None,
        };
        of(to).filter(|now| of(from).is_some_and(|before| before != *now))
    };
    let mut keys: Vec<(&Id, &Name, &Name)> = Vec::new();
    for (id, object) in from.of_kind(Kind::Constraint) {
        let Object::Constraint(Constraint { table, rule: Rule::ForeignKey(key), .. }) = object else { continue };
        if *table != key.table && turns(table).is_some_and(|turn| turns(&key.table) == Some(turn)) {
            keys.push((id, table, &key.table));
        }
    }
    let comes_round = |table: &Name, referred: &Name| {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![referred]);
        while let Some(at) = waiting.pop().filter(|at| *at != table) {
            let next = keys.iter().filter(|(_, table, _)| *table == at).map(|(_, _, referred)| *referred);
            waiting.extend(next.filter(|next| seen.insert(*next)));
        }
        seen.contains(table)
    };
    keys.iter().filter(|(_, table, referred)| comes_round(table, referred)).map(|(id, ..)| *id).collect()
}
