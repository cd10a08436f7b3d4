//! Which of the things in a database are looked at: the rule that leaves out what is not the project's.

use std::collections::BTreeSet;

use super::{Reading, Server};
use crate::kind::scope::Externals;
use crate::kind::{Id, Kind, Object, server};
use crate::name::Ident;
use crate::profile::Platform;

/// Schemas that Supabase brings and keeps; a project's own objects never live there, but its policies may.
const SUPABASE_SCHEMAS: &[&str] = &[
    "_analytics",
    "_realtime",
    "_supavisor",
    "auth",
    "cron",
    "etl",
    "extensions",
    "graphql",
    "graphql_public",
    "net",
    "pgbouncer",
    "pgmq",
    "pgmq_public",
    "pgsodium",
    "pgsodium_masks",
    "pgtle",
    "realtime",
    "storage",
    "supabase_functions",
    "supabase_migrations",
    "vault",
];

/// What else every Supabase database has from the start.
const SUPABASE_OBJECTS: &[(Kind, &str)] = &[
    (Kind::Extension, "pg_graphql"),
    (Kind::Extension, "pg_stat_statements"),
    (Kind::Extension, "pgcrypto"),
    (Kind::Extension, "pgjwt"),
    (Kind::Extension, "pgsodium"),
    (Kind::Extension, "supabase_vault"),
    (Kind::Extension, "uuid-ossp"),
    (Kind::Publication, "supabase_realtime"),
    (Kind::Publication, "supabase_realtime_messages_publication"),
];

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
    /// Objects that are somebody else's with all that belongs to them; a relation as `Kind::Table` whatever it is.
    pub others: BTreeSet<Id>,
    /// Whether it is a Supabase database: default privileges among the platform's own roles are the platform's, and it may have buckets.
    pub supabase: bool,
    /// Objects that are looked at wherever they are.
    pub parts: BTreeSet<Id>,
}

impl Scope {
    /// All but what a platform brings.
    #[must_use]
    pub fn on(platform: Platform) -> Scope {
        match platform {
            Platform::Postgres => Scope::default(),
            Platform::Supabase => Scope {
                foreign: SUPABASE_SCHEMAS.iter().map(|name| Ident::from(*name)).collect(),
                others: SUPABASE_OBJECTS.iter().map(|(kind, name)| Id::global(*kind, &Ident::from(*name))).collect(),
                supabase: true,
                ..Scope::default()
            },
        }
    }

    /// Leaves out what a project says is there already.
    #[must_use]
    pub fn without(mut self, externals: &Externals) -> Scope {
        let Externals { schemas: _, roles: _, tables, functions: _, types: _, publications, extensions, servers } =
            externals;
        self.others.extend(tables.keys().map(|name| Id::named(Kind::Table, name)));
        self.others.extend(publications.iter().map(|name| Id::global(Kind::Publication, name)));
        self.others.extend(extensions.iter().map(|name| Id::global(Kind::Extension, name)));
        self.others.extend(servers.iter().map(|name| Id::global(Kind::Server, name)));
        // A scratch server has one for those.
        if !servers.is_empty() {
            self.others.insert(Id::global(Kind::ForeignDataWrapper, &Ident::from(server::STAND_IN)));
        }
        self
    }

    /// Whether a schema is looked at.
    #[must_use]
    pub fn holds_schema(&self, schema: &Ident) -> bool {
        !self.foreign.contains(schema) && (self.only.is_empty() || self.only.contains(schema))
    }

    /// Whether an object is looked at.
    #[must_use]
    pub fn holds(&self, id: &Id) -> bool {
        if self.parts.contains(id) {
            return true;
        }
        // Other databases of the server have their own roles, so that only those are looked at that were asked for.
        if let Some(role) = id.role() {
            return self.parts.contains(&Id::global(Kind::Role, role));
        }
        let target = id.target().unwrap_or_else(|| id.clone());
        if self.others.contains(&target) || id.kind == Kind::Bucket && !self.supabase {
            return false;
        }
        let schema = if target.kind == Kind::Schema { target.path.first() } else { target.schema() };
        let Some(schema) = schema else { return true };
        if !self.holds_schema(schema) {
            return false;
        }
        let relation = id.path.get(..2).map(|path| Id { kind: Kind::Table, on: None, path: path.to_vec() });
        relation.is_none_or(|relation| !self.others.contains(&relation))
    }
}

/// Whether it is a user mapping on a server that is somebody else's.
fn is_on_other_server(object: &Object, scope: &Scope) -> bool {
    let Object::UserMapping(mapping) = object else { return false };
    scope.others.contains(&Id::global(Kind::Server, &mapping.server))
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
        self.hold(|id| !scope.holds(id));
        self.objects.retain(|id, object| {
            let of_others = scope.supabase && is_platforms_default(object) || is_on_other_server(object, scope);
            scope.holds(id) && (!of_others || scope.parts.contains(id))
        });
        self.owners.retain(|id, _| scope.holds(id));
        self.dependencies.retain(|id, _| scope.holds(id));
        self.formless.retain(|id, _| scope.holds(id));
        self.unmodelled.retain(|item| item.schema.as_ref().is_none_or(|schema| scope.holds_schema(schema)));
    }
}
