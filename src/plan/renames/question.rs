//! A drop and an add that look like a rename. Only whoever wrote them knows, and a wrong guess loses data.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::kind::column::Column;
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};

/// Something new, and what it may have been before: the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub new: Id,
    pub old: Vec<Id>,
}

/// What has to be asked between two models.
#[must_use]
pub fn questions(from: &Catalog, to: &Catalog) -> Vec<Question> {
    let mut asked = tables(from, to);
    asked.extend(columns(from, to));
    asked.extend(values(from, to));
    asked
}

/// Columns of tables that stay.
fn columns(from: &Catalog, to: &Catalog) -> Vec<Question> {
    let stays = |table: &Name| {
        let id = Id::named(Kind::Table, table);
        from.get(&id).is_some() == to.get(&id).is_some()
    };
    let (gone, new) = (columns_of(from, |id| to.get(id).is_none()), columns_of(to, |id| from.get(id).is_none()));
    let mut asked = Vec::new();
    for (table, added) in new.iter().filter(|(table, _)| stays(table)) {
        // What is computed from other columns is computed again.
        let dropped = gone.get(table).into_iter().flatten().filter(|column| column.generated.is_none());
        let dropped: Vec<&&Column> = dropped.collect();
        for column in added.iter().filter(|column| column.generated.is_none()) {
            let only = dropped.len() == 1 && added.len() == 1;
            let alike = dropped.iter().filter(|old| only || old.data_type == column.data_type);
            ask(&mut asked, id(column), alike.map(|old| id(old)));
        }
    }
    asked
}

fn id(column: &Column) -> Id {
    Id::of(Kind::Column, &column.table, &column.name)
}

fn ask(asked: &mut Vec<Question>, new: Id, old: impl Iterator<Item = Id>) {
    let mut old: Vec<Id> = old.collect();
    if !old.is_empty() {
        let name = |id: &Id| id.path.last().map(|name| name.as_str().to_owned()).unwrap_or_default();
        old.sort_by_key(|old| strsim::damerau_levenshtein(&name(old), &name(&new)));
        asked.push(Question { new, old });
    }
}

fn columns_of(catalog: &Catalog, wanted: impl Fn(&Id) -> bool) -> BTreeMap<&Name, Vec<&Column>> {
    let mut columns: BTreeMap<&Name, Vec<&Column>> = BTreeMap::new();
    for (id, object) in catalog.iter() {
        if let Object::Column(column) = object
            && wanted(id)
        {
            columns.entry(&column.table).or_default().push(column);
        }
    }
    columns
}

/// Tables of one schema that share three quarters of their columns.
fn tables(from: &Catalog, to: &Catalog) -> Vec<Question> {
    let shapes = |here: &Catalog, there: &Catalog| -> BTreeMap<Name, BTreeSet<(Ident, String)>> {
        let lost = |table: &Name| {
            let id = Id::named(Kind::Table, table);
            here.get(&id).is_some() && there.get(&id).is_none()
        };
        let shape = |columns: &[&Column]| columns.iter().map(|c| (c.name.clone(), c.data_type.to_string())).collect();
        let all = columns_of(here, |_| true);
        all.iter().filter(|(table, _)| lost(table)).map(|(table, columns)| ((*table).clone(), shape(columns))).collect()
    };
    let (gone, new) = (shapes(from, to), shapes(to, from));
    let mut asked = Vec::new();
    for (table, shape) in &new {
        let alike = |other: &BTreeSet<(Ident, String)>| {
            4 * shape.intersection(other).count() >= 3 * shape.len().max(other.len())
        };
        let candidates = gone.iter().filter(|(old, other)| old.schema == table.schema && alike(other));
        ask(&mut asked, Id::named(Kind::Table, table), candidates.map(|(old, _)| Id::named(Kind::Table, old)));
    }
    asked
}

/// Values of enums that stand where another stood.
fn values(from: &Catalog, to: &Catalog) -> Vec<Question> {
    let mut asked = Vec::new();
    for (id, object) in from.iter() {
        let (Object::Enum(old), Some(Object::Enum(new))) = (object, to.get(id)) else { continue };
        let value = |value: &str| Id::of(Kind::Enum, &new.name, &Ident::new(value));
        for (before, after) in old.values.iter().zip(&new.values) {
            // A map says where a value goes.
            let goes = new.values.contains(before) || new.map.contains_key(before);
            if !goes && !old.values.contains(after) {
                ask(&mut asked, value(after), std::iter::once(value(before)));
            }
        }
    }
    asked
}
