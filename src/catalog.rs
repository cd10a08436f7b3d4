//! The model that every door leads to: YAML, the lock, later a live database. Plain data, no places, no order of statements.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::kind::{Id, Kind, Object};

/// A schema as a set of objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    pub objects: BTreeMap<Id, Entry>,
}

/// An object, with what its SQL does not show: the objects it was said to depend on, and the module it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(flatten)]
    pub object: Object,
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub depends_on: BTreeSet<Id>,
    pub module: String,
}

impl Catalog {
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&Object> {
        self.objects.get(id).map(|entry| &entry.object)
    }

    /// The objects of one kind, in order of their names.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&Id, &Object)> {
        self.entries_of(kind).map(|(id, entry)| (id, &entry.object))
    }

    /// The objects of one kind with what their SQL does not show, in order of their names.
    pub fn entries_of(&self, kind: Kind) -> impl Iterator<Item = (&Id, &Entry)> {
        self.objects.range(Id::first(kind)..).take_while(move |(id, _)| id.kind == kind)
    }

    /// All objects, in order of kind and name.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Object)> {
        self.objects.iter().map(|(id, entry)| (id, &entry.object))
    }
}
