//! What migrations count on and do not make: the platform, what the project calls external, extensions that the server lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::kind::scope::Externals;
use crate::lower::Lowered;
use crate::name::Ident;
use crate::profile::Platform;
use crate::project::Project;
use crate::scratch::{Database, Error, externals, stub};

/// What to prepare an empty database with.
#[derive(Debug, Clone)]
pub struct Ground {
    supabase: bool,
    extensions: BTreeMap<Ident, Ident>,
    externals: String,
    declared: Vec<String>,
    /// Whether it makes or changes roles.
    roles: bool,
}

impl Ground {
    /// What a project counts on, with the extensions that any of the catalogs holds.
    #[must_use]
    pub fn of(project: &Project, lowered: &Lowered, catalogs: &[&Catalog]) -> Ground {
        Ground {
            supabase: project.profile.platform == Platform::Supabase,
            extensions: catalogs.iter().flat_map(|catalog| externals::extensions(catalog)).collect(),
            externals: externals::script(&lowered.externals),
            declared: words(&lowered.declared),
            roles: catalogs.iter().any(|catalog| declares_roles(catalog)),
        }
    }

    /// The same with more roles that are somebody else's.
    #[must_use]
    pub fn with_roles(mut self, roles: BTreeSet<Ident>) -> Ground {
        self.externals.push_str(&externals::script(&Externals { roles, ..Externals::default() }));
        self
    }

    /// Prepares a database. Returns what was put in place of the real thing, in words.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn prepare(&self, database: &mut Database) -> Result<Vec<String>, Error> {
        if self.roles && database.is_shared() {
            return Err(Error::SharedRoles);
        }
        let before = if database.is_shared() { roles(database).await? } else { BTreeSet::new() };
        let prepared = self.stub(database).await;
        if database.is_shared() {
            let after = roles(database).await?;
            database.made_roles(after.difference(&before).cloned());
        }
        prepared
    }

    async fn stub(&self, database: &mut Database) -> Result<Vec<String>, Error> {
        let mut stubbed = Vec::new();
        if self.supabase {
            stub::supabase(database).await?;
            stubbed.push("platform supabase".to_owned());
        }
        let wanted: Vec<(&str, &str)> =
            self.extensions.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
        let extensions = stub::install(database, &wanted).await?;
        database.execute(&self.externals).await?;
        stubbed.extend((!extensions.is_empty()).then(|| extensions.join(", ")));
        stubbed.extend(self.declared.iter().cloned());
        Ok(stubbed)
    }
}

/// Whether a catalog holds roles, or something of the platform's.
#[must_use]
pub fn declares_roles(catalog: &Catalog) -> bool {
    catalog.iter().any(|(id, _)| id.role().is_some())
}

async fn roles(database: &mut Database) -> Result<BTreeSet<String>, Error> {
    let rows = database.query_text("select rolname from pg_catalog.pg_roles").await?;
    Ok(rows.into_iter().flatten().flatten().collect())
}

/// What a project says is there already.
fn words(externals: &Externals) -> Vec<String> {
    let Externals { schemas, roles, tables, functions, types, publications, extensions: _, servers } = externals;
    let counts = [
        ("schema", schemas.len()),
        ("role", roles.len()),
        ("table", tables.len()),
        ("function", functions.len()),
        ("type", types.len()),
        ("publication", publications.len()),
        ("server", servers.len()),
    ];
    let word = |(what, count): (&str, usize)| match count {
        0 => None,
        1 => Some(format!("1 external {what}")),
        _ => Some(format!("{count} external {what}s")),
    };
    counts.into_iter().filter_map(word).collect()
}
