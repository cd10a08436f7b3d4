//! A publication of our own. Which tables it publishes one by one is said by [`super::publication_table`].

mod introspect;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::Statement;
use crate::yaml::Node;
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    pub name: Ident,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_tables: bool,
    /// Schemas of which it publishes all tables.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tables_in_schema: BTreeSet<Ident>,
    /// Operations it publishes, in Postgres' order of them.
    pub publish: BTreeSet<Operation>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub via_partition_root: bool,
    /// It publishes the values of stored generated columns too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub generated_columns: bool,
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
    let tables_in_schema = read_schemas(map, all_tables, scope);
    let generated = [("none", false), ("stored", true)];
    let generated_columns = map.choice("publish_generated_columns", &generated).unwrap_or(false);
    if let Some(node) = map.get("publish_generated_columns") {
        scope.since(18, "`publish_generated_columns`", node.span);
    }
    let Some(name) = name else { return };
    let publication =
        Publication { name, all_tables, tables_in_schema, publish, via_partition_root, generated_columns };
    let id = publication.id();
    scope.define(publication, map.span(), &[]);
    scope.satellites(map, &id);
}

fn read_schemas(map: &Map, all_tables: bool, scope: &Scope) -> BTreeSet<Ident> {
    let Some(node) = map.get("tables_in_schema") else { return BTreeSet::new() };
    scope.since(15, "`tables_in_schema`", node.span);
    if all_tables {
        scope.reader.report(
            Diagnostic::error(
                code::CONFLICTING_KEYS,
                node.span,
                "a publication of all tables has those of a schema too",
            )
            .help("remove `all_tables` or `tables_in_schema`"),
        );
    }
    let known = |item: &Node| {
        let schema = scope.ident(item)?;
        scope.schema_known(&schema, item.span).then_some(schema)
    };
    scope.reader.items(node).iter().filter_map(known).collect()
}

impl Publication {
    /// What it publishes of each table, as options; `all` says those too that a new publication has by itself.
    fn options(&self, all: bool) -> String {
        let mut options = format!("publish = '{}'", self.operations());
        if all || self.via_partition_root {
            options.push_str(&format!(", publish_via_partition_root = {}", self.via_partition_root));
        }
        if self.generated_columns {
            options.push_str(", publish_generated_columns = stored");
        }
        options
    }

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
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Publication, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        self.tables_in_schema = std::mem::take(&mut self.tables_in_schema)
            .into_iter()
            .map(|mut schema| {
                renaming.schema(&mut schema);
                schema
            })
            .collect();
    }

    fn needs(&self, needs: &mut Needs) {
        for schema in &self.tables_in_schema {
            needs.object(Id::global(Kind::Schema, schema));
        }
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let tables = match name::list(&self.tables_in_schema) {
            _ if self.all_tables => " for all tables".to_owned(),
            schemas if schemas.is_empty() => String::new(),
            schemas => format!(" for tables in schema {schemas}"),
        };
        vec![Statement::new(format!("create publication {}{tables} with ({})", self.name, self.options(false)))]
    }

    fn drop(&self, _: &Profile) -> Vec<Statement> {
        vec![Statement::new(format!("drop publication {}", self.name))]
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Publication { name, all_tables, tables_in_schema, publish: _, via_partition_root: _, generated_columns } =
            self;
        if *all_tables != to.all_tables {
            return Alter::Replace;
        }
        let mut statements = Vec::new();
        let mut change = |verb: &str, schemas: String| {
            if !schemas.is_empty() {
                statements.push(format!("alter publication {name} {verb} tables in schema {schemas}"));
            }
        };
        change("drop", name::list(tables_in_schema.difference(&to.tables_in_schema)));
        change("add", name::list(to.tables_in_schema.difference(tables_in_schema)));
        if self.options(true) != to.options(true) {
            let back =
                if *generated_columns && !to.generated_columns { ", publish_generated_columns = none" } else { "" };
            statements.push(format!("alter publication {name} set ({}{back})", to.options(true)));
        }
        Alter::InPlace(statements.into_iter().map(Statement::new).collect())
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Publishes", self.operations()), ("Tables in schema", name::list(&self.tables_in_schema))]
    }

    fn write(&self, out: &mut Written) {
        let Publication { name, all_tables, tables_in_schema, publish, via_partition_root, generated_columns } = self;
        let mut map = emit::Map::of("publication", name);
        map.slot("comment");
        map.flag("all_tables", *all_tables);
        map.list("tables_in_schema", tables_in_schema);
        let words = OPERATIONS.iter().filter(|(_, operation)| publish.contains(operation)).map(|(word, _)| *word);
        map.set_if("publish", (publish.len() < OPERATIONS.len()).then(|| words.collect::<emit::Value>()));
        map.flag("publish_via_partition_root", *via_partition_root);
        map.set_if("publish_generated_columns", generated_columns.then_some("stored"));
        out.document(self.id(), map);
    }
}
