//! What the place provides where the SQL will run: the version, and what a platform has before we come.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kind::Id;
use crate::kind::default_privileges::DefaultPrivileges;
use crate::name::Ident;
use crate::sql::Sql;

/// Where the database runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    Postgres,
    Supabase,
}

/// Who carries out scheduled jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheduler {
    PgCron,
    None,
}

/// What the emitted SQL may count on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The oldest major version the SQL has to run on.
    pub postgres: u32,
    pub platform: Platform,
    pub scheduler: Scheduler,
    /// Whether the bodies of functions have to make sense by the time they are created.
    pub check_function_bodies: bool,
    /// Schemas that names without a schema are looked up in.
    pub search_path: Vec<Ident>,
    /// Schemas that requests from outside can reach.
    pub exposed_schemas: Vec<Ident>,
    /// Default privileges that a database has before the migration, of the role that runs it: what new objects get there.
    pub defaults: Vec<DefaultPrivileges>,
    /// Whether a migration is undone: what it found there may be in use by others, so that extensions stay.
    pub undoing: bool,
    /// The argument lists of routines that need more than the types to be told from others.
    pub ambiguous: BTreeMap<Id, String>,
    /// The expression for the user behind the current request.
    pub user_id: Option<Sql>,
}

impl Profile {
    /// Roles that default privileges of the platform may have granted rights to on every new object; taken back before ours are given.
    #[must_use]
    pub fn default_grantees(&self) -> &'static [&'static str] {
        match self.platform {
            Platform::Postgres => &[],
            Platform::Supabase => &["anon", "authenticated", "service_role"],
        }
    }

    /// Roles that requests from outside run as.
    #[must_use]
    pub fn api_roles(&self) -> &'static [&'static str] {
        match self.platform {
            Platform::Postgres => &[],
            Platform::Supabase => &["anon", "authenticated"],
        }
    }

    /// Roles that row security does not hold back.
    #[must_use]
    pub fn bypasses_row_security(&self, role: &Ident) -> bool {
        match self.platform {
            Platform::Postgres => false,
            Platform::Supabase => {
                matches!(role.as_str(), "service_role" | "postgres" | "supabase_admin" | "supabase_read_only_user")
            }
        }
    }

    /// Roles that exist before the first migration: the platform's, and those of Postgres itself.
    pub fn roles(&self) -> impl Iterator<Item = &'static str> {
        let predefined = PREDEFINED.iter().filter(|(_, since)| self.postgres >= *since).map(|(role, _)| *role);
        self.platform.roles().iter().copied().chain(predefined)
    }
}

/// The roles that every server has, and since which major version.
const PREDEFINED: &[(&str, u32)] = &[
    ("pg_checkpoint", 15),
    ("pg_create_subscription", 16),
    ("pg_database_owner", 14),
    ("pg_execute_server_program", 14),
    ("pg_maintain", 17),
    ("pg_monitor", 14),
    ("pg_read_all_data", 14),
    ("pg_read_all_settings", 14),
    ("pg_read_all_stats", 14),
    ("pg_read_server_files", 14),
    ("pg_signal_autovacuum_worker", 18),
    ("pg_signal_backend", 14),
    ("pg_stat_scan_tables", 14),
    ("pg_use_reserved_connections", 16),
    ("pg_write_all_data", 14),
    ("pg_write_server_files", 14),
];

impl Platform {
    /// Roles that exist before the first migration.
    #[must_use]
    pub fn roles(self) -> &'static [&'static str] {
        match self {
            Platform::Postgres => &["postgres"],
            Platform::Supabase => &[
                "anon",
                "authenticated",
                "service_role",
                "postgres",
                "authenticator",
                "dashboard_user",
                "supabase_admin",
                "supabase_auth_admin",
                "supabase_storage_admin",
                "supabase_realtime_admin",
                "supabase_replication_admin",
                "supabase_read_only_user",
            ],
        }
    }

    /// Whether a role is the platform's, so that nobody else creates it or changes its attributes.
    #[must_use]
    pub fn keeps(self, role: &str) -> bool {
        self.roles().contains(&role)
            || match self {
                Platform::Postgres => false,
                Platform::Supabase => {
                    role.starts_with("supabase_")
                        || role.starts_with("pgsodium_key")
                        || matches!(role, "cli_login_postgres" | "pgbouncer" | "pgtle_admin")
                }
            }
    }

    /// Whether a role that the platform keeps may get settings, and become a member of others.
    #[must_use]
    pub fn lends(self, role: &str) -> bool {
        match self {
            Platform::Postgres => true,
            Platform::Supabase => {
                matches!(role, "anon" | "authenticated" | "authenticator" | "postgres" | "service_role")
            }
        }
    }

    /// Whether a role that the platform keeps has the rights of those it is a member of without taking them on.
    #[must_use]
    pub fn inherits(self, role: &str) -> bool {
        match self {
            Platform::Postgres => true,
            Platform::Supabase => role != "authenticator",
        }
    }
}
