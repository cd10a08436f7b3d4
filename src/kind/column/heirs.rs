//! What a new storage or compression of a column means for tables that inherit it: SET STORAGE goes on to all of them, also to those that
//! have their own, and SET COMPRESSION to none.

use super::{Column, Compression};
use crate::catalog::Catalog;
use crate::kind::partition::stages::siblings;
use crate::kind::{Id, Kind, Object};
use crate::name::Name;
use crate::step::Statement;

/// What follows the statements that change a column, so that each table that inherits it has what is declared.
#[must_use]
pub fn settle(old: &Object, new: &Object, from: &Catalog, to: &Catalog) -> Vec<Statement> {
    let (Object::Column(old), Object::Column(new)) = (old, new) else { return Vec::new() };
    let (stored, packed) = (old.storage != new.storage, old.compression != new.compression);
    if !stored && !packed {
        return Vec::new();
    }
    let mut statements = Vec::new();
    // Those above come first: what is said of them goes on to those below.
    let mut queue: Vec<(&Name, bool)> = vec![(&new.table, true)];
    while let Some((parent, follows)) = queue.pop() {
        let children = children(parent, to).filter(|child| from.get(&Id::named(Kind::Table, child)).is_some());
        for child in children {
            match to.get(&Id::of(Kind::Column, child, &new.name)) {
                Some(Object::Column(own)) => {
                    statements.extend(stored.then(|| own.set_storage()));
                    queue.push((child, false));
                }
                _ => {
                    let as_there = Column { table: child.clone(), ..new.clone() };
                    statements.extend((packed && follows).then(|| as_there.set_compression()));
                    queue.push((child, follows));
                }
            }
        }
    }
    statements
}

/// The partitions of a table, or the tables that inherit from it.
fn children<'a>(parent: &'a Name, model: &'a Catalog) -> impl Iterator<Item = &'a Name> {
    let partitions = siblings(model, parent).map(|partition| &partition.table);
    let heirs = model.of_kind(Kind::Table).filter_map(move |(_, object)| match object {
        Object::Table(table) if table.inherits.contains(parent) => Some(&table.name),
        _ => None,
    });
    partitions.chain(heirs)
}

impl Column {
    pub(super) fn set_storage(&self) -> Statement {
        // DEFAULT as a storage came with 16; before, the type's own has to be named.
        let word = self.storage.map_or_else(|| self.default_storage(), super::Storage::word);
        self.alter_table(&format!("set storage {word}"))
    }

    pub(super) fn set_compression(&self) -> Statement {
        self.alter_table(&format!("set compression {}", self.compression.map_or("default", Compression::word)))
    }
}
