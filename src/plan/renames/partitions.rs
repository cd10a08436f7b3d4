//! Indexes of partitions that Postgres made for those of the parent, and named after the partition and its columns.

use std::collections::BTreeMap;

use super::Move;
use crate::catalog::Catalog;
use crate::kind::constraint::Constraint;
use crate::kind::{Id, Kind, Object, index};
use crate::name::{self, Ident, Name};
use crate::rename::has_index;

/// The names that they get with those of the partitions and columns.
pub fn moves(from: &Catalog, state: &Catalog, origin: &BTreeMap<Id, Id>) -> Vec<Move> {
    let mut parents: BTreeMap<&Name, &Name> = BTreeMap::new();
    let mut standing: BTreeMap<&Name, Vec<(&Id, &Object)>> = BTreeMap::new();
    for (id, object) in state.iter() {
        match object {
            Object::Partition(partition) if !partition.attached => {
                parents.insert(&partition.table, &partition.parent);
            }
            Object::Index(index) => standing.entry(&index.table).or_default().push((id, object)),
            Object::Constraint(constraint) => standing.entry(&constraint.table).or_default().push((id, object)),
            _ => {}
        }
    }
    let first = |id: &Id| origin.get(id).unwrap_or(id).clone();
    let mut moves = Vec::new();
    for table in parents.keys() {
        let before = first(&Id::named(Kind::Table, table));
        let Some(old_table) = before.path.last().map(|name| table.sibling(name.clone())) else { continue };
        let ancestors = std::iter::successors(parents.get(table), |parent| parents.get(*parent));
        for (id, object) in ancestors.flat_map(|parent| standing.get(*parent)).flatten() {
            let old = from.get(&first(id)).and_then(|object| chosen(&old_table, object));
            if let (Some(old), Some(new)) = (old, chosen(table, object))
                && old != new
            {
                let id = |name: Ident| Id::named(Kind::Index, &table.sibling(name));
                moves.push(Move { old: id(old), new: id(new), silent: true });
            }
        }
    }
    moves
}

/// The name that Postgres chooses for the index of a partition that stands for one of its parent.
fn chosen(partition: &Name, object: &Object) -> Option<Ident> {
    match object {
        Object::Index(index) => {
            Some(name::generated(partition.name.as_str(), &index::labels(&index.elements, &index.include), "idx"))
        }
        Object::Constraint(constraint) if has_index(&constraint.rule) => {
            Some(Constraint { table: partition.clone(), ..constraint.clone() }.otherwise(None))
        }
        _ => None,
    }
}
