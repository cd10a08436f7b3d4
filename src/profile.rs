//! What the place provides where the SQL will run: the version, and what a platform has before we come.

use serde::{Deserialize, Serialize};

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

    /// Roles that exist before the first migration.
    #[must_use]
    pub fn roles(&self) -> &'static [&'static str] {
        self.platform.roles()
    }
}

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
}
