//! The declared schema as a server of one major version prints it: built on a scratch database, and read back from there. Only this may be
//! compared with what a live database prints, see [`crate::drift`].

pub mod ground;
pub mod record;

use crate::catalog::Catalog;
use crate::live::{self, Reading};
use crate::lock::Lock;
use crate::lower::Lowered;
use crate::plan::plan;
use crate::project::Project;
use crate::scratch::{self, Database, Server};
use crate::target;
use crate::template::Templates;
use crate::tree::Tree;

use ground::Ground;

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
    Ok(Ground::of(project, lowered, &[&lowered.catalog]).prepare(database).await?)
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

/// The declared schema as some server printed it.
#[derive(Debug)]
pub struct Printed {
    pub reading: Reading,
    /// Which server did, and what stood in for the real thing; none where it was kept from before.
    pub by: Option<(String, Vec<String>)>,
}

/// The declared schema as a server of a major version prints it: kept from before, or built on a scratch server of that version. Where
/// there is none, by a server of another version, which the reading says.
///
/// # Errors
/// When no server could build it.
pub async fn printed(project: &Project, lowered: &Lowered, major: u32) -> Result<Printed, Error> {
    let failed = |error: crate::error::Error| Error::Plan(error.to_string());
    let digest = record::digest(project, lowered).map_err(failed)?;
    if let Some(reading) = record::recall(project, &digest, major) {
        return Ok(Printed { reading, by: None });
    }
    let server = server(major)?;
    let (reading, stubbed) = build(&server, project, lowered).await?;
    record::remember(project, &digest, &reading);
    Ok(Printed { reading, by: Some((server.name(), stubbed)) })
}

/// A scratch server of that major version, else the nearest there is.
fn server(major: u32) -> Result<Server, scratch::Error> {
    let of = |server: &Server| server.version().split('.').next().and_then(|major| major.parse::<u32>().ok());
    let embedded = Server::embedded();
    if let Ok(server) = &embedded
        && of(server) == Some(major)
    {
        return embedded;
    }
    for bin in scratch::local_servers() {
        if let Ok(server) = Server::local(&bin)
            && (of(&server) == Some(major) || embedded.is_err())
        {
            return Ok(server);
        }
    }
    embedded
}
