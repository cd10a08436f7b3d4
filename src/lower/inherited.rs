//! Which columns a table shares with a parent, so that they are changed and dropped there.

use std::collections::{BTreeMap, BTreeSet};

use crate::kind::scope::Defined;
use crate::kind::{Id, Kind, Object};
use crate::name::Name;

/// A table, foreign or not, and those that it inherits from.
#[must_use]
pub fn parents(object: &Object) -> Option<(&Name, &[Name])> {
    match object {
        Object::Table(table) => Some((&table.name, &table.inherits)),
        Object::ForeignTable(table) => Some((&table.name, &table.inherits)),
        _ => None,
    }
}

/// The columns that a parent of their table has too.
pub fn columns(defined: &Defined) -> BTreeSet<Id> {
    let mut parents: BTreeMap<&Name, Vec<&Name>> = BTreeMap::new();
    for (object, _, _) in defined.objects.values() {
        match object {
            Object::Partition(partition) => {
                parents.entry(&partition.table).or_default().push(&partition.parent);
            }
            object => {
                if let Some((table, inherits)) = self::parents(object) {
                    parents.entry(table).or_default().extend(inherits);
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    for (id, (object, _, _)) in &defined.objects {
        let Object::Column(column) = object else { continue };
        let mut seen = BTreeSet::new();
        let mut above: Vec<&Name> = parents.get(&column.table).cloned().unwrap_or_default();
        while let Some(table) = above.pop() {
            if !seen.insert(table) {
                continue;
            }
            if defined.objects.contains_key(&Id::of(Kind::Column, table, &column.name)) {
                found.insert(id.clone());
                break;
            }
            above.extend(parents.get(table).into_iter().flatten());
        }
    }
    found
}
