//! A publication of our own. Which tables it publishes is said by [`super::publication_table`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::step::Statement;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    pub name: Ident,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_tables: bool,
    /// Operations it publishes, in Postgres' order of them.
    pub publish: BTreeSet<Operation>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub via_partition_root: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    Insert,
    Update,
    Delete,
    Truncate,
}

const OPERATIONS: &[(&str, Operation)] = &[
    ("insert", Operation::Insert),
    ("update", Operation::Update),
    ("delete", Operation::Delete),
    ("truncate", Operation::Truncate),
];

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("publication").and_then(|node| scope.ident(node));
    let all_tables = map.flag("all_tables");
    let publish = match map.get("publish") {
        Some(node) => {
            scope.reader.items(node).iter().filter_map(|node| scope.reader.choice(node, OPERATIONS)).collect()
        }
        None => OPERATIONS.iter().map(|(_, operation)| *operation).collect(),
    };
    let via_partition_root = map.flag("publish_via_partition_root");
    let Some(name) = name else { return };
    let publication = Publication { name, all_tables, publish, via_partition_root };
    let id = publication.id();
    scope.define(publication, map.span(), &[]);
    scope.satellites(map, &id);
}

impl Publication {
    fn operations(&self) -> String {
        name::list(
            self.publish
                .iter()
                .filter_map(|operation| OPERATIONS.iter().find(|(_, o)| o == operation))
                .map(|(word, _)| word),
        )
    }
}

impl Define for Publication {
    fn id(&self) -> Id {
        Id::global(Kind::Publication, &self.name)
    }

    fn needs(&self, _: &mut Needs) {}

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let tables = if self.all_tables { " for all tables" } else { "" };
        let root = if self.via_partition_root { ", publish_via_partition_root = true" } else { "" };
        vec![Statement::new(format!(
            "create publication {}{tables} with (publish = '{}'{root})",
            self.name,
            self.operations()
        ))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop publication {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Publication { name, all_tables, publish: _, via_partition_root: _ } = self;
        if *all_tables != to.all_tables {
            return Alter::Replace;
        }
        Alter::InPlace(vec![Statement::new(format!(
            "alter publication {name} set (publish = '{}', publish_via_partition_root = {})",
            to.operations(),
            to.via_partition_root
        ))])
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Publishes", self.operations())]
    }

    fn write(&self, out: &mut Written) {
        let Publication { name, all_tables, publish, via_partition_root } = self;
        let mut map = emit::Map::of("publication", name);
        map.slot("comment");
        map.flag("all_tables", *all_tables);
        map.set(
            "publish",
            publish
                .iter()
                .filter_map(|operation| OPERATIONS.iter().find(|(_, o)| o == operation))
                .map(|(word, _)| *word)
                .collect::<emit::Value>(),
        );
        map.flag("publish_via_partition_root", *via_partition_root);
        out.document(self.id(), map);
    }
}
