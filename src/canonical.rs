//! The declared schema as a server of one major version prints it: built on a scratch database, and read back from there. Only this may be
//! compared with what a live database prints, see [`crate::drift`].

use crate::catalog::Catalog;
use crate::live::{self, Reading};
use crate::lock::Lock;
use crate::lower::Lowered;
use crate::plan::plan;
use crate::profile::Platform;
use crate::project::Project;
use crate::scratch::{self, Database, Server, externals, stub};
use crate::target;
use crate::template::Templates;
use crate::tree::Tree;

/// Why the declared schema could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Scratch(#[from] scratch::Error),
    #[error(transparent)]
    Live(#[from] live::Error),
    /// The plan or its SQL could not be made.
    #[error("{0}")]
    Plan(String),
}

/// Makes an empty database hold what the project counts on: the platform, what is declared external, and stand-ins for extensions that
/// the server lacks. Returns what was put in place of the real thing, in words.
///
/// # Errors
/// When the database refuses.
pub async fn prepare(database: &mut Database, project: &Project, lowered: &Lowered) -> Result<Vec<String>, Error> {
    let mut stubbed = Vec::new();
    if project.profile.platform == Platform::Supabase {
        stub::supabase(database).await?;
        stubbed.push("the platform supabase".to_owned());
    }
    let wanted = externals::extensions(&lowered.catalog);
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
    stubbed.extend(stub::install(database, &wanted).await?);
    database.execute(&externals::script(&lowered.externals)).await?;
    Ok(stubbed)
}

/// The scripts that build the declared schema from nothing, in order.
///
/// # Errors
/// [`Error::Plan`] when there is no order, which `schemac check` would have told.
pub fn scripts(project: &Project, lowered: &Lowered) -> Result<Vec<String>, Error> {
    let steps = plan(&Catalog::default(), &lowered.catalog, &project.profile, &|module| project.module_order(module))
        .map_err(|refusals| Error::Plan(format!("there is no order to create the objects in: {refusals:?}")))?;
    let failed = |error: crate::error::Error| Error::Plan(error.to_string());
    let templates = Templates::new(None).map_err(failed)?;
    let mut tree = Tree::default();
    let now = 20_000_101_000_000;
    let lock =
        target::migration::migrations(project, &Lock::default(), &lowered.catalog, steps, now, &templates, &mut tree)
            .map_err(failed)?;
    Ok(lock.migrations.iter().filter_map(|migration| tree.files.remove(&migration.up_path())).collect())
}

/// Builds the declared schema in a fresh database of the server and reads it. Also returns what stood in for the real thing.
///
/// # Errors
/// When the server fails or refuses.
pub async fn build(server: &Server, project: &Project, lowered: &Lowered) -> Result<(Reading, Vec<String>), Error> {
    let mut database = server.database().await?;
    let stubbed = prepare(&mut database, project, lowered).await?;
    for script in scripts(project, lowered)? {
        database.execute(&script).await?;
        database.execute("reset all").await?;
    }
    let reading = live::read(database.connection(), false).await?;
    Ok((reading, stubbed))
}
