//! How rows become others: which are the same, by the key, and what is to be done with the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, Seed};
use crate::catalog::{Catalog, Entry};
use crate::kind::{Id, Kind, Object};
use crate::name::{self, Ident};
use crate::step::Statement;

pub(super) struct Change<'s> {
    /// By what rows are found that are in both.
    pub(super) key: &'s [Ident],
    pub(super) gone: Vec<&'s Row>,
    pub(super) kept: Vec<(&'s Row, &'s Row)>,
    pub(super) new: Vec<&'s Row>,
}

impl Seed {
    pub(super) fn change<'s>(&'s self, to: &'s Seed) -> Change<'s> {
        let key = self.common_key(to);
        let mut before: BTreeMap<Vec<Option<&str>>, &Row> = BTreeMap::new();
        if !key.is_empty() {
            before.extend(self.rows.iter().map(|row| (row.values(key), row)));
        }
        let (mut kept, mut new) = (Vec::new(), Vec::new());
        for row in &to.rows {
            match before.remove(&row.values(key)) {
                Some(old) => kept.push((old, row)),
                None => new.push(row),
            }
        }
        let stays: BTreeSet<*const Row> = kept.iter().map(|(old, _)| std::ptr::from_ref(*old)).collect();
        let gone = self.rows.iter().filter(|row| !stays.contains(&std::ptr::from_ref(*row))).collect();
        Change { key, gone, kept, new }
    }

    /// A key that the rows of both have values for; none if the key was exchanged for one that the rows did not have.
    fn common_key<'s>(&'s self, to: &'s Seed) -> &'s [Ident] {
        let gives =
            |seed: &Seed, key: &[Ident]| seed.rows.iter().all(|row| key.iter().all(|column| row.get(column).is_some()));
        if gives(to, &self.key) {
            &self.key
        } else if gives(self, &to.key) {
            &to.key
        } else {
            &[]
        }
    }

    /// Gives a row the values that it has no longer. One that is not given here any more is the default again, as far as the column is
    /// still any business of the schema.
    pub(super) fn update(&self, key: &[Ident], old: &Row, new: &Row) -> Option<Statement> {
        let given = new.0.iter().filter(|(column, value)| old.get(column) != Some(value.as_str()));
        let mut values: Vec<String> = given.map(|(column, value)| format!("{column} = {value}")).collect();
        let withdrawn = old.columns().into_iter().filter(|column| new.get(column).is_none());
        let minded = |column: &&Ident| self.rows.iter().any(|row| row.get(column).is_some());
        values.extend(withdrawn.filter(minded).map(|column| format!("{column} = default")));
        if values.is_empty() {
            return None;
        }
        let found: Vec<String> =
            key.iter().map(|column| format!("{column} = {}", new.get(column).unwrap_or("null"))).collect();
        Some(Statement::new(format!("update {} set {} where {}", self.table, name::list(values), found.join(" and "))))
    }
}

impl Row {
    fn values(&self, key: &[Ident]) -> Vec<Option<&str>> {
        key.iter().map(|column| self.get(column)).collect()
    }

    /// Whether another row has a value of this one which may have to be unique.
    fn shares_value(&self, other: &Row) -> bool {
        let telling = |value: &str| !["null", "true", "false"].contains(&value);
        self.0.iter().any(|(column, value)| telling(value) && other.get(column) == Some(value.as_str()))
    }
}

/// The seeds on the way from one model to another that still hold rows which go, because others may refer to them until then.
#[must_use]
pub fn passing(from: &Catalog, to: &Catalog) -> Vec<Entry> {
    let passing = |(id, entry): (&Id, &Entry)| {
        let Object::Seed(old) = &entry.object else { return None };
        let Some(now) = to.objects.get(id) else {
            let stays = to.get(&Id::named(Kind::Table, &old.table)).is_some();
            return stays.then(|| entry.clone());
        };
        let Object::Seed(new) = &now.object else { return None };
        let change = old.change(new);
        let reused = |row: &&Row| change.new.iter().any(|new| row.shares_value(new));
        // With another key they may be found no longer, and a unique value may be wanted for another row at once.
        if old.key != new.key || change.gone.is_empty() || change.gone.iter().any(reused) {
            return None;
        }
        let rows = new.rows.iter().chain(change.gone).cloned().collect();
        let seed = Seed { rows, ..new.clone() };
        (seed != *new).then(|| Entry { object: seed.into(), ..now.clone() })
    };
    from.objects.iter().filter_map(passing).collect()
}

/// Whether rows of a seed go, and nothing else happens to it.
#[must_use]
pub fn only_loses(from: &Catalog, to: &Catalog, id: &Id) -> bool {
    match (from.get(id), to.get(id)) {
        (Some(Object::Seed(old)), Some(Object::Seed(new))) => {
            let change = old.change(new);
            change.new.is_empty() && !change.gone.is_empty() && change.kept.iter().all(|(old, new)| old == new)
        }
        _ => false,
    }
}
