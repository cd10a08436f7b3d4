//! Which of the things in a database are looked at: the rule that leaves out what is not the project's.

use std::collections::BTreeSet;

use super::{Reading, Server};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;
use crate::profile::Platform;

/// Schemas that Supabase brings and keeps (measured on its image; a project's own objects never live there, but its policies may).
const SUPABASE: &[&str] = &[
    "_analytics",
    "_realtime",
    "auth",
    "cron",
    "extensions",
    "graphql",
    "graphql_public",
    "net",
    "pg_catalog",
    "pgbouncer",
    "pgmq",
    "pgsodium",
    "pgsodium_masks",
    "pgtle",
    "realtime",
    "storage",
    "supabase_functions",
    "supabase_migrations",
    "topology",
    "vault",
];

/// The schemas of a Supabase database that are the platform's.
#[must_use]
pub fn platform_schemas() -> &'static [&'static str] {
    SUPABASE
}

impl Server {
    #[must_use]
    pub fn has_schema(&self, name: &str) -> bool {
        self.schemas.iter().any(|schema| schema.name.as_str() == name)
    }

    /// Whether this is a Supabase database: its schemas and its API are there.
    #[must_use]
    pub fn is_supabase(&self) -> bool {
        ["auth", "storage", "extensions"].iter().all(|name| self.has_schema(name))
    }
}

/// What to look at.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Only these schemas, if any are named.
    pub only: BTreeSet<Ident>,
    /// Schemas that are somebody else's, but for the parts named in `parts`.
    pub foreign: BTreeSet<Ident>,
    /// Relations that are somebody else's, as `Kind::Table` whatever they are.
    pub relations: BTreeSet<Id>,
    /// Objects that are looked at wherever they are.
    pub parts: BTreeSet<Id>,
}

impl Scope {
    /// Whether an object is looked at.
    #[must_use]
    pub fn holds(&self, id: &Id) -> bool {
        if self.parts.contains(id) {
            return true;
        }
        let schema = match id.target().unwrap_or_else(|| id.clone()) {
            Id { kind: Kind::Schema, path, .. } => path.first().cloned(),
            id => id.schema().cloned(),
        };
        let Some(schema) = schema else { return true };
        if self.foreign.contains(&schema) || !(self.only.is_empty() || self.only.contains(&schema)) {
            return false;
        }
        let relation = id.path.get(..2).map(|path| Id { kind: Kind::Table, on: None, path: path.to_vec() });
        relation.is_none_or(|relation| !self.relations.contains(&relation))
    }
}

/// Whether these are default privileges that a Supabase database has from the start: in its schema `public`, among its own roles.
fn is_platforms_default(object: &Object) -> bool {
    let Object::DefaultPrivileges(defaults) = object else { return false };
    let own = |role: &Ident| role.as_str() == "current_user" || Platform::Supabase.roles().contains(&role.as_str());
    defaults.in_schema.as_ref().is_some_and(|schema| schema.as_str() == "public") && defaults.to.keys().all(own)
}

impl Reading {
    /// Leaves out what is not looked at.
    pub fn keep(&mut self, scope: &Scope) {
        let platform = self.server.is_supabase();
        self.objects.retain(|id, object| {
            scope.holds(id) && !(platform && !scope.parts.contains(id) && is_platforms_default(object))
        });
        self.owners.retain(|id, _| scope.holds(id));
        self.dependencies.retain(|id, _| scope.holds(id));
        self.unmodelled.retain(|item| {
            item.schema.as_ref().is_none_or(|schema| {
                !scope.foreign.contains(schema) && (scope.only.is_empty() || scope.only.contains(schema))
            })
        });
    }
}
