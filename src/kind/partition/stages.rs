//! What stands in the place of partitions that come, go or change, and of what a partitioned table is given, while others are at work. A
//! partitioned table has no rows: Postgres would read, under one lock, those of all its partitions.

use std::collections::BTreeSet;

use super::overlap::may_overlap;
use super::{Bound, Partition, forms, rows};
use crate::catalog::Catalog;
use crate::diff::Change;
use crate::kind::constraint::{Check, Constraint, Rule};
use crate::kind::index::Element;
use crate::kind::table::{PartitionBy, Table};
use crate::kind::{Id, Kind, Object};
use crate::name::{self, Ident, Name};
use crate::plan::stages::LAST;
use crate::profile::Profile;
use crate::sql::Sql;
use crate::step::{Lock, Statement};
use crate::types::TypeName;

/// What is asked of the models at both ends.
pub struct Ends<'a> {
    pub from: &'a Catalog,
    pub to: &'a Catalog,
    pub changes: &'a [Change],
    pub profile: &'a Profile,
    /// The tables that change places at once: nothing can be done before, or what comes may take what they give up, and until it is there
    /// nobody else may refuse those rows.
    at_once: BTreeSet<&'a Name>,
}

/// Whether an object is a table that leaves its rows to partitions.
#[must_use]
pub fn is_partitioned(object: &Object) -> bool {
    matches!(object, Object::Table(Table { partition_by: Some(_), .. }))
}

/// Whether a new partition that lists no columns is the same table when it is made like its parent and attached then: where it lies is
/// what PARTITION OF alone takes over.
#[must_use]
pub fn can_be_like_its_parent(model: &Catalog, id: &Id) -> bool {
    let Some(Object::Table(Table { partition_of: Some(parent), .. })) = model.get(id) else { return false };
    let parent = model.get(&forms::own_id(parent));
    matches!(parent, Some(Object::Table(Table { tablespace: None, access_method: None, .. })))
}

/// The lock that a statement which creates an object takes, where its words do not tell: nobody works with a table that is new, so what is
/// locked when it is attached are the tables that its parent refers to, and the default partition. And a foreign key that takes in those of
/// partitions drops their triggers, as on the table that they refer to.
#[must_use]
pub fn lock(model: &Catalog, id: &Id, takes_in: bool, statement: &Statement) -> Option<Lock> {
    let is_foreign = |object: &Object| match object {
        Object::Constraint(constraint) => matches!(constraint.rule, Rule::ForeignKey(_)),
        _ => false,
    };
    match model.get(id)? {
        Object::Table(Table { name, .. }) => {
            let partition = forms::partition(model, name).filter(|new| statement.sql == new.attach())?;
            let mut parts = model.iter().filter(|(_, object)| forms::table_of(object) == Some(&partition.parent));
            Some(if siblings(model, &partition.parent).any(|other| other.bound == Bound::Default) {
                Lock::AccessExclusive
            } else if parts.any(|(_, object)| is_foreign(object)) {
                Lock::ShareRowExclusive
            } else {
                Lock::ShareUpdateExclusive
            })
        }
        object => (takes_in && is_foreign(object)).then_some(Lock::AccessExclusive),
    }
}

/// Whether a partition can go without a lock on the others: it has a check that says what its bound says, or Postgres would leave it one of
/// its own.
#[must_use]
pub fn can_leave_alone(model: &Catalog, id: &Id) -> bool {
    let Some(Object::Partition(partition)) = model.get(id) else { return false };
    let check = Id::of(Kind::Constraint, &partition.table, &own_check(&partition.table));
    matches!(model.get(&check), Some(Object::Constraint(check)) if check.not_validated() != *check)
}

/// Whether what is given to a partitioned table takes in what one of its partitions has, so that nothing is built again.
#[must_use]
pub fn takes_in(model: &Catalog, above: &Object, own: &Object, profile: &Profile) -> bool {
    let (Some(above_table), Some(table)) = (forms::table_of(above), forms::table_of(own)) else { return false };
    above.kind() == own.kind()
        && matches!(above.kind(), Kind::Index | Kind::Constraint)
        && parents(model, table).any(|parent| parent == above_table)
        && forms::inherited(above, table, false, profile).as_ref() == Some(own)
}

/// The tables that a partition is part of, the nearest first.
fn parents<'a>(model: &'a Catalog, table: &'a Name) -> impl Iterator<Item = &'a Name> {
    let next = |table: &&'a Name| forms::partition(model, table).map(|partition| &partition.parent);
    std::iter::successors(next(&table), next)
}

/// The name of the check that says what the bound of a partition says.
fn own_check(table: &Name) -> Ident {
    name::generated(table.name.as_str(), "", "partition")
}

fn check(table: &Name, name: Ident, expression: String) -> Constraint {
    let rule = Rule::Check(Check { expression: Sql::new(expression), not_valid: false, no_inherit: false });
    Constraint { table: table.clone(), name, rule, deferrable: false, initially_deferred: false }
}

impl<'a> Ends<'a> {
    #[must_use]
    pub fn new(from: &'a Catalog, to: &'a Catalog, changes: &'a [Change], profile: &'a Profile) -> Ends<'a> {
        let ends = Ends { from, to, changes, profile, at_once: BTreeSet::new() };
        let at_once = ends.at_once();
        Ends { at_once, ..ends }
    }

    fn at_once(&self) -> BTreeSet<&'a Name> {
        let partition = |model: &'a Catalog, id: &Id| match model.get(id) {
            Some(Object::Partition(partition)) => Some(partition),
            _ => None,
        };
        let changes = self.changes.iter().map(Change::id).filter(|id| id.kind == Kind::Partition);
        let places = changes.map(|id| (partition(self.from, id), partition(self.to, id)));
        let places: Vec<_> =
            places.filter(|(old, new)| !old.zip(*new).is_some_and(|(old, new)| old.stays(new))).collect();
        let is_plain = |old: Option<&Partition>, new: &Partition| {
            old.is_some_and(|old| self.moves(old, new)) || self.held_to(new).is_empty()
        };
        let comes = |old: Option<&Partition>, new: &Partition| old.is_none() || is_plain(old, new);
        let with_new = || places.iter().filter_map(|(old, new)| Some((*old, (*new)?)));
        let mut at_once: BTreeSet<&Name> =
            with_new().filter(|(old, new)| is_plain(*old, new)).map(|(_, new)| &new.table).collect();
        let mut coming: Vec<&Partition> =
            with_new().filter(|(old, new)| comes(*old, new)).map(|(_, new)| new).collect();
        while let Some(new) = coming.pop() {
            let types = self.types(&new.parent);
            let in_its_way = |old: &Partition| {
                old.parent == new.parent && old.table != new.table && may_overlap(&old.bound, &new.bound, &types)
            };
            for (old, then) in &places {
                if let Some(old) = old.filter(|old| in_its_way(old))
                    && at_once.insert(&old.table)
                {
                    coming.extend(*then);
                }
            }
        }
        at_once
    }

    /// The types of the columns that rows are divided by; none for expressions, and for what is compared in a way of its own.
    fn types(&self, parent: &Name) -> Vec<Option<&'a TypeName>> {
        let Some(Object::Table(Table { partition_by: Some(by), .. })) = self.to.get(&forms::own_id(parent)) else {
            return Vec::new();
        };
        let data_type = |element: &Element| {
            let plain = element.collation.is_none() && element.opclass.is_none();
            match self.to.get(&Id::of(Kind::Column, parent, element.column.as_ref().filter(|_| plain)?)) {
                Some(Object::Column(column)) if column.collation.is_none() => Some(&column.data_type),
                _ => None,
            }
        };
        by.key.iter().map(data_type).collect()
    }

    /// The stages, see [`Define::stages`](crate::kind::Define::stages); none where an object has nothing to do with partitions.
    #[must_use]
    pub fn stages(&self, id: &Id) -> Option<Vec<Vec<Object>>> {
        match (self.from.get(id), self.to.get(id)) {
            (old, Some(Object::Partition(new))) => {
                let was_there = self.from.get(&forms::own_id(&new.table)).is_some();
                (was_there || new.attached).then(|| self.joins(old, new, &new.clone().into()))
            }
            (Some(Object::Partition(old)), None) => Some(self.leaves(old)),
            (None, Some(table @ Object::Table(Table { name, partition_of: Some(_), .. }))) => {
                Some(forms::partition(self.to, name).map_or_else(Vec::new, |new| self.joins(None, new, table)))
            }
            (old, new) => self.handed_down(old, new),
        }
    }

    fn by(&self, parent: &Name) -> Option<&PartitionBy> {
        match (self.from.get(&forms::own_id(parent)), self.to.get(&forms::own_id(parent))) {
            (Some(_), Some(Object::Table(Table { partition_by, .. }))) => partition_by.as_ref(),
            _ => None,
        }
    }

    /// Rows that are there are held to the bound by a check first, and those of the default partition to the opposite. Until it is attached
    /// at last, `held` is not there, or as it was.
    fn joins(&self, old: Option<&Object>, new: &Partition, held: &Object) -> Vec<Vec<Object>> {
        let stays = matches!(old, Some(Object::Partition(old)) if old.stays(new));
        if stays || self.at_once.contains(&new.table) {
            return Vec::new();
        }
        let checks = self.held_to(new);
        let with = |place: Option<&Object>, valid: bool| {
            let checks = checks.iter().map(|check| if valid { check.clone() } else { check.not_validated() });
            place.cloned().into_iter().chain(checks.map(Object::from)).collect::<Vec<_>>()
        };
        vec![with(old, false), with(old, false), with(old, true), with(Some(held), true)]
    }

    /// Whether it goes to another parent with other parts, which Postgres does in one.
    fn moves(&self, old: &Partition, new: &Partition) -> bool {
        old.parent != new.parent && self.parts_change(&new.table)
    }

    /// The checks that rows which are there are held to before a partition comes.
    fn held_to(&self, new: &Partition) -> Vec<Constraint> {
        self.own_rows(new).into_iter().chain(self.rows_of_default(new)).collect()
    }

    fn own_rows(&self, new: &Partition) -> Option<Constraint> {
        self.from.get(&forms::own_id(&new.table))?;
        let by = self.by(&new.parent)?;
        let condition = match &new.bound {
            Bound::Default => {
                let others = siblings(self.to, &new.parent).filter(|other| other.table != new.table);
                let others = others.map(|other| rows::condition(&other.bound, by)).collect::<Option<Vec<_>>>()?;
                let others: Vec<String> = others.iter().map(|other| format!("not ({other})")).collect();
                Some(others.join(" and ")).filter(|condition| !condition.is_empty())?
            }
            bound => rows::condition(bound, by)?,
        };
        Some(check(&new.table, own_check(&new.table), condition))
    }

    fn rows_of_default(&self, new: &Partition) -> Option<Constraint> {
        let is_default = |other: &&Partition| other.bound == Bound::Default && other.table != new.table;
        let default = siblings(self.from, &new.parent).find(is_default)?;
        forms::partition(self.to, &default.table).filter(|now| is_default(now) && now.parent == new.parent)?;
        let condition = rows::condition(&new.bound, self.by(&new.parent)?)?;
        let name = name::generated(default.table.name.as_str(), new.table.name.as_str(), "excluded");
        Some(check(&default.table, name, format!("not ({condition})")))
    }

    /// A partition goes without a lock on the others where Postgres does that, and where nothing is changed that it would change along.
    fn leaves(&self, old: &Partition) -> Vec<Vec<Object>> {
        let stays = |name: &Name| self.to.get(&forms::own_id(name)).is_some();
        let has_default = siblings(self.from, &old.parent).any(|other| other.bound == Bound::Default);
        let at_once = self.at_once.contains(&old.table);
        let tables = [&old.table, &old.parent];
        let quiet = tables.iter().all(|name| stays(name) && !self.parts_change(name)) && !has_default && !at_once;
        let condition = self.by(&old.parent).filter(|_| quiet).and_then(|by| rows::condition(&old.bound, by));
        let Some(condition) = condition else { return Vec::new() };
        let check = check(&old.table, own_check(&old.table), condition);
        let held = |check: &Constraint| vec![old.clone().into(), check.clone().into()];
        let unchecked = check.not_validated();
        vec![held(&unchecked), held(&unchecked), held(&check), vec![check.into()]]
    }

    /// Whether something changes that partitions have from their parent.
    fn parts_change(&self, table: &Name) -> bool {
        let is_part = |id: &Id| {
            [self.from, self.to]
                .iter()
                .filter_map(|model| model.get(id))
                .any(|part| forms::table_of(part) == Some(table))
        };
        self.changes.iter().any(|change| is_part(change.id()))
    }

    /// What a partitioned table is given is made for each partition first, under the name that Postgres chooses, and taken in at the end.
    fn handed_down(&self, old: Option<&Object>, new: Option<&Object>) -> Option<Vec<Vec<Object>>> {
        let part = new.or(old)?;
        let by_partitions = match part {
            Object::Index(_) => true,
            Object::Constraint(constraint) => match constraint.rule {
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::ForeignKey(_) => true,
                // Partitions take it over while it is not valid yet. No index becomes an exclusion constraint.
                Rule::Check(_) | Rule::Exclude(_) => false,
            },
            _ => false,
        };
        let table = forms::table_of(part).filter(|_| by_partitions)?;
        self.by(table)?;
        let kept: Vec<Object> = old.cloned().into_iter().collect();
        let Some(own) = new.and_then(|new| self.own_parts(table, new)) else {
            let lingers = new.is_none() && matches!(part, Object::Index(_));
            return Some(if lingers { vec![kept; LAST] } else { Vec::new() });
        };
        let with = |parts: Vec<Object>| kept.iter().cloned().chain(parts).collect::<Vec<_>>();
        Some(match (old, new?) {
            (None, Object::Index(_)) => vec![Vec::new(), own.clone(), own],
            (Some(Object::Index(old)), Object::Index(new)) if old.is_replaced_by(new) => {
                let built = || with(own.iter().filter_map(Object::built).collect());
                vec![kept.clone(), built(), built(), own.clone()]
            }
            (old, Object::Constraint(new)) => {
                if matches!(old, Some(Object::Constraint(old)) if !old.is_replaced_by(new)) {
                    return None;
                }
                if matches!(new.rule, Rule::ForeignKey(_)) {
                    let unchecked = || own.iter().map(forms::unvalidated).collect::<Vec<_>>();
                    vec![unchecked(), unchecked(), own.clone(), own]
                } else {
                    let built = || with(own.iter().filter_map(Object::built).collect());
                    vec![kept.clone(), built(), built(), own.clone()]
                }
            }
            (_, _) => Vec::new(),
        })
    }

    /// What each partition with rows has of a part of its parent; none where Postgres would choose another name, or where some are foreign.
    fn own_parts(&self, table: &Name, new: &Object) -> Option<Vec<Object>> {
        let mut leaves = Vec::new();
        self.add_leaves(table, &mut leaves)?;
        let own = |part: &Object, leaf: &Name| forms::inherited(part, leaf, false, self.profile);
        let others: Vec<&Object> = [self.from, self.to]
            .iter()
            .flat_map(|model| model.iter())
            .filter(|(id, other)| **id != new.id() && forms::table_of(other) == Some(table))
            .map(|(_, other)| other)
            .collect();
        leaves
            .into_iter()
            .map(|leaf| {
                let part = own(new, leaf)?;
                let id = part.id();
                let free = self.from.get(&id).is_none_or(|taken| *taken == part);
                let alone = !others.iter().filter_map(|other| own(other, leaf)).any(|other| other.id() == id);
                (free && alone).then_some(part)
            })
            .collect()
    }

    fn add_leaves<'m>(&'m self, table: &Name, out: &mut Vec<&'m Name>) -> Option<()> {
        for partition in siblings(self.to, table) {
            let id = forms::own_id(&partition.table);
            match (self.from.get(&id), self.to.get(&id)?) {
                (Some(_), now) if is_partitioned(now) => self.add_leaves(&partition.table, out)?,
                (Some(_), Object::Table(_)) => out.push(&partition.table),
                // What comes has no rows, or what it needs.
                (None, Object::Table(_)) => {}
                (_, _) => return None,
            }
        }
        Some(())
    }
}

/// The partitions of a table.
pub fn siblings<'a>(model: &'a Catalog, parent: &Name) -> impl Iterator<Item = &'a Partition> {
    let parent = parent.clone();
    model.of_kind(Kind::Partition).filter_map(move |(_, object)| match object {
        Object::Partition(partition) if partition.parent == parent => Some(partition),
        _ => None,
    })
}
