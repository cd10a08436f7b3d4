//! The two forms of a partition: an item of `partitions`, which has the columns, keys and indexes that its parent gives it, and a table that
//! lists them itself. Where two models say it in different forms, the first is written out as the second, so that only what really
//! differs is changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Partition;
use crate::catalog::{Catalog, Entry};
use crate::kind::column::Column;
use crate::kind::constraint::{Check, Constraint, Rule};
use crate::kind::default::Default;
use crate::kind::index::{self, Index};
use crate::kind::table::Table;
use crate::kind::{Alter, Id, Kind, Object};
use crate::name::{self, Name};
use crate::profile::Profile;

/// Two models in which each partition that both have has one form.
#[must_use]
pub fn in_one<'a>(from: &'a Catalog, to: &'a Catalog, profile: &Profile) -> (Cow<'a, Catalog>, Cow<'a, Catalog>) {
    let of = |model: &'a Catalog, other: &'a Catalog, goes: bool| {
        let short = model.iter().filter(|(id, object)| parent(object).is_some() && is_long(other, id));
        let ids: Vec<&Id> = short.map(|(id, _)| id).collect();
        if ids.is_empty() { Cow::Borrowed(model) } else { Cow::Owned(written_out(model, other, &ids, goes, profile)) }
    };
    let (mut from, mut to) = (of(from, to, true), of(to, from, false));
    let (gone, made) = (along(&from, &to, true, profile), along(&to, &from, false, profile));
    gone.iter().for_each(|id| drop(from.to_mut().objects.remove(id)));
    made.iter().for_each(|id| drop(to.to_mut().objects.remove(id)));
    (from, to)
}

/// What partitions that stay have from parts of their parent which the other model lacks, or has otherwise: it is made, and goes, with these,
/// and Postgres lets nobody drop it alone. It `goes` where the other model comes after it.
fn along(model: &Catalog, other: &Catalog, goes: bool, profile: &Profile) -> BTreeSet<Id> {
    let mut parts: BTreeMap<&Name, Vec<(&Id, &Object)>> = BTreeMap::new();
    let changes = |id: &&Id| is_stored(id) && model.get(id) != other.get(id);
    for (id, object) in model.iter().filter(|(id, _)| changes(id)) {
        table_of(object).into_iter().for_each(|table| parts.entry(table).or_default().push((id, object)));
    }
    let mut found = BTreeSet::new();
    if parts.is_empty() {
        return found;
    }
    for (_, object) in model.iter() {
        let Object::Partition(Partition { table, parent, .. }) = object else { continue };
        let stays = partition(other, table).is_some_and(|now| now.parent == *parent);
        if !stays || !is_long(model, &own_id(table)) {
            continue;
        }
        // The part of the partition under the name that Postgres chooses, if it is what the parent's makes.
        let made = |model: &Catalog, part: &Object| {
            let made = inherited(part, table, true, profile)?;
            let id = made.id();
            model.get(&id).is_some_and(|own| unvalidated(own) == unvalidated(&made)).then_some(id)
        };
        for (above, part) in parts.get(parent).into_iter().flatten() {
            let Some(id) = made(model, part) else { continue };
            let follows = match other.get(above) {
                None => goes || other.get(&id).is_none(),
                Some(next) => part.alter(next, profile) == Alter::Replace && made(other, next).as_ref() == Some(&id),
            };
            if follows {
                found.insert(id);
            }
        }
    }
    found
}

/// A check is valid in a partition that was made when it was not so for the parent.
pub(super) fn unvalidated(part: &Object) -> Object {
    match part {
        Object::Constraint(constraint) => constraint.not_validated().into(),
        other => other.clone(),
    }
}

fn is_stored(id: &Id) -> bool {
    matches!(id.kind, Kind::Constraint | Kind::Index)
}

fn parent(object: &Object) -> Option<&Name> {
    if let Object::Table(Table { partition_of, .. }) = object { partition_of.as_ref() } else { None }
}

fn is_long(model: &Catalog, id: &Id) -> bool {
    matches!(model.get(id), Some(Object::Table(Table { partition_of: None, .. })))
}

pub(super) fn partition<'a>(model: &'a Catalog, table: &Name) -> Option<&'a Partition> {
    match model.get(&Id::named(Kind::Partition, table)) {
        Some(Object::Partition(partition)) => Some(partition),
        _ => None,
    }
}

/// The table that a part stands on, for the parts that a partition has from its parent.
pub(super) fn table_of(object: &Object) -> Option<&Name> {
    match object {
        Object::Column(Column { table, .. })
        | Object::Default(Default { table, .. })
        | Object::Constraint(Constraint { table, .. })
        | Object::Index(Index { table, .. }) => Some(table),
        _ => None,
    }
}

/// A model with some partitions in the long form. It `goes` where the other model comes after it.
fn written_out(model: &Catalog, other: &Catalog, ids: &[&Id], goes: bool, profile: &Profile) -> Catalog {
    let mut out = model.clone();
    for id in ids {
        let Some(Entry { object: Object::Table(table), depends_on: _, module }) = model.objects.get(id) else {
            continue;
        };
        let attached = partition(model, &table.name).map(|own| &own.parent)
            == partition(other, &table.name).map(|own| &own.parent);
        let line = ancestors(model, table);
        let entry = |object: Object| Entry { object, depends_on: BTreeSet::new(), module: module.clone() };
        let parts = model.iter().filter(|(_, object)| table_of(object).is_some_and(|of| line.contains(&of)));
        for (above, part) in parts {
            let Some(part) = inherited(part, &table.name, attached, profile) else { continue };
            let own = part.id();
            // Postgres makes it, and drops it, with the one of the parent.
            let along = attached && other.get(above).is_none() && (goes || other.get(&own).is_none());
            if !(along && is_stored(above)) && out.get(&own).is_none() {
                out.objects.insert(own, entry(part));
            }
        }
        let own = Table { partition_of: None, ..table.clone() };
        out.objects.insert(own_id(&table.name), entry(own.into()));
        if let Some(partition) = partition(model, &table.name) {
            let own = Partition { attached: true, ..partition.clone() };
            out.objects.insert(Id::named(Kind::Partition, &table.name), entry(own.into()));
        }
    }
    out
}

pub(super) fn own_id(table: &Name) -> Id {
    Id::named(Kind::Table, table)
}

/// The tables above a partition, up to the one that lists its columns.
pub(super) fn ancestors<'a>(model: &'a Catalog, table: &'a Table) -> Vec<&'a Name> {
    std::iter::successors(table.partition_of.as_ref(), |name| parent(model.get(&own_id(name))?)).collect()
}

/// What a partition has from a part of its parent, under the name that Postgres chooses.
pub(super) fn inherited(part: &Object, table: &Name, attached: bool, profile: &Profile) -> Option<Object> {
    let table = table.clone();
    Some(match part {
        Object::Column(column) => {
            // Partitions have the identity of their parent since 17, as long as they are partitions.
            let identity = column.identity.clone().filter(|_| attached && profile.postgres >= 17);
            let inherited = Column { table, identity, using: None, inherited: attached, ..column.clone() };
            // What the planner is told stays with the table that it is told of.
            let own = Column { statistics: None, attribute_options: BTreeMap::new(), ..inherited };
            own.into()
        }
        Object::Default(default) => Default { table, ..default.clone() }.into(),
        Object::Index(index) => {
            let labels = index::labels(&index.elements, &index.include);
            let name = name::generated(table.name.as_str(), &labels, "idx");
            Index { table, name, ..index.clone() }.into()
        }
        Object::Constraint(constraint) => {
            let mut own = Constraint { table, ..constraint.clone() };
            match &constraint.rule {
                Rule::Check(Check { no_inherit: true, .. }) => return None,
                // A foreign key of the parent is one of the partition's own only when it leaves.
                Rule::ForeignKey(_) if attached => return None,
                Rule::Check(_) | Rule::ForeignKey(_) => {}
                Rule::PrimaryKey(_) | Rule::Unique(_) | Rule::Exclude(_) => own.name = own.otherwise(None),
            }
            own.into()
        }
        _ => return None,
    })
}
