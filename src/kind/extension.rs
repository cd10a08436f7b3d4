//! An extension. Others in the database may use it, so it is created only where it is missing and never dropped.

pub mod contents;
mod introspect;

use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::{Alter, Define, Id, Kind, Object};
use crate::document::Written;
use crate::introspect::Query;
use crate::name::{self, Ident};
use crate::need::Needs;
use crate::profile::Profile;
use crate::rename::Renaming;
use crate::step::{Hazard, Statement};
use crate::yaml::cursor::Map;
use crate::yaml::emit;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub name: Ident,
    pub schema: Ident,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

pub fn read<'y>(map: &Map<'y>, scope: &Scope<'y>) {
    let name = map.required("extension").and_then(|node| scope.ident(node));
    let schema = map.get("schema").map_or_else(|| Some(scope.schema.clone()), |node| scope.ident(node));
    let version = map.text("version");
    if let (Some(name), Some(schema)) = (name, schema) {
        let extension = Extension { name, schema, version };
        let id = extension.id();
        scope.define(extension, map.span(), &[]);
        scope.comment(map, &id);
        scope.depends(map, &id);
    }
}

impl Define for Extension {
    const QUERIES: &'static [Query] = introspect::QUERIES;

    fn id(&self) -> Id {
        Id::global(Kind::Extension, &self.name)
    }

    fn rename(&mut self, renaming: &Renaming) {
        renaming.schema(&mut self.schema);
    }

    fn needs(&self, needs: &mut Needs) {
        needs.object(Id::global(Kind::Schema, &self.schema));
    }

    fn create(&self, _: &[&Object], _: &Profile) -> Vec<Statement> {
        let version =
            self.version.as_ref().map_or_else(String::new, |version| format!(" version {}", name::literal(version)));
        // Unlike a schema of the project, the one of an extension is usually the platform's, or the server's own.
        let exists = self.schema.as_str() == "public" || self.schema.as_str().starts_with("pg_");
        let schema = Statement::new(format!("create schema if not exists {}", self.schema));
        let create = Statement::new(format!(
            "create extension if not exists {} with schema {}{version}",
            self.name, self.schema
        ));
        if exists { vec![create] } else { vec![schema, create] }
    }

    fn takes_dependents(&self) -> bool {
        false
    }

    fn drop(&self, profile: &Profile) -> Vec<Statement> {
        if profile.undoing {
            Vec::new()
        } else {
            vec![Statement::new(format!("drop extension {}", self.name)).hazard(Hazard::DataLoss)]
        }
    }

    fn alter(&self, to: &Self, _: &Profile) -> Alter {
        let Extension { name, schema, version } = self;
        let mut statements = Vec::new();
        if *schema != to.schema {
            statements.push(Statement::new(format!("alter extension {name} set schema {}", to.schema)));
        }
        if *version != to.version {
            let version =
                to.version.as_ref().map_or_else(String::new, |version| format!(" to {}", name::literal(version)));
            statements.push(Statement::new(format!("alter extension {name} update{version}")));
        }
        Alter::InPlace(statements)
    }

    fn describe(&self) -> Vec<(&'static str, String)> {
        vec![("Schema", self.schema.as_str().to_owned()), ("Version", self.version.clone().unwrap_or_default())]
    }

    fn write(&self, out: &mut Written) {
        let Extension { name, schema, version } = self;
        let mut map = emit::Map::of("extension", name);
        map.slot("comment");
        map.set("schema", schema);
        map.set_if("version", version.as_deref());
        out.document(self.id(), map);
    }
}
