//! The declared schema as a server of one major version prints it: built on a scratch database, and read back from there. Only this may be
//! compared with what a live database prints, see [`crate::drift`].

pub mod ground;
pub mod record;

use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::kind::Id;
use crate::live::{self, Reading};
use crate::lower::Lowered;
use crate::name;
use crate::plan::{Joined, Step, Way, joined, plan};
use crate::profile::{Platform, Profile};
use crate::project::Project;
use crate::scratch::{self, Choice, Database, ScriptError, Server};

use ground::Ground;

/// Why the declared schema could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Scratch(#[from] scratch::Error),
    #[error(transparent)]
    Live(#[from] live::Error),
    /// The server does not take an object.
    #[error("creating {}: {error}", .subject.as_ref().map_or_else(|| "the model".to_owned(), ToString::to_string))]
    Refused { subject: Option<Id>, error: Box<ScriptError> },
    /// There is no plan, or no file for what was printed.
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

/// Runs the steps of a plan in a database, each statement on its own: in one transaction, a thousand tables need more locks than a server
/// keeps by default, and what fails is known.
///
/// # Errors
/// [`Error::Refused`] with the object that the server does not take.
pub async fn create(database: &mut Database, steps: &[Step], profile: &Profile) -> Result<(), Error> {
    let check_bodies = profile.check_function_bodies && !steps.iter().any(|step| step.unchecked);
    let session = format!(
        "set search_path = {}; set check_function_bodies = {check_bodies}; set synchronous_commit = off",
        name::list(&profile.search_path)
    );
    database.execute(&session).await?;
    for Joined { step, sql } in joined(steps) {
        match database.execute(&sql).await {
            Ok(()) => {}
            Err(scratch::Error::Script(error)) => {
                return Err(Error::Refused { subject: step.subject().cloned(), error });
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Builds the declared schema in a fresh database of the server and reads it, [exactly](live::read) or not. Also returns what stood in for
/// the real thing.
///
/// # Errors
/// When the server fails or refuses.
pub async fn build(
    server: &Server,
    project: &Project,
    lowered: &Lowered,
    exact: bool,
) -> Result<(Reading, Vec<String>), Error> {
    let profile = Profile { search_path: lowered.search_path.clone(), ..project.profile.clone() };
    let nothing = Catalog::default();
    let plan = plan(&nothing, &lowered.catalog, &Way::straight(&profile))
        .map_err(|refusals| Error::Plan(format!("there is no order to create the objects in: {refusals:?}")))?;
    let mut database = server.database().await?;
    let stubbed = prepare(&mut database, project, lowered).await?;
    create(&mut database, &plan.steps, &profile).await?;
    let reading = live::read(database.connection(), exact).await?;
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
/// A database on the live server itself would print it right as well. It is the last resort, because a check that only reads should leave
/// no trace where there is another way, and not where it would change the roles of the whole server: declared ones, or stand-ins for those
/// of a platform.
///
/// # Errors
/// When no server could build it.
pub async fn printed(
    project: &Project,
    lowered: &Lowered,
    major: u32,
    scratch: Option<&Choice>,
    live: &str,
) -> Result<Printed, Error> {
    let failed = |error: crate::error::Error| Error::Plan(error.to_string());
    let digest = record::digest(project, lowered).map_err(failed)?;
    if let Some(reading) = record::recall(project, &digest, major) {
        return Ok(Printed { reading, by: None });
    }
    let server = server(project, lowered, major, scratch, live)?;
    let (reading, stubbed) = build(&server, project, lowered, false).await?;
    record::remember(project, &digest, &reading);
    Ok(Printed { reading, by: Some((server.name(), stubbed)) })
}

/// Builds the declared schema on a scratch server and keeps what that printed beside the lock, so that a check on a database of the same
/// major version needs no second server.
///
/// # Errors
/// When the server fails, or the file cannot be written.
pub async fn keep(project: &Project, lowered: &Lowered, scratch: &Choice) -> Result<PathBuf, Error> {
    let failed = |error: crate::error::Error| Error::Plan(error.to_string());
    let server = scratch.server(project.profile.postgres)?;
    let (reading, _) = build(&server, project, lowered, false).await?;
    record::commit(project, &record::digest(project, lowered).map_err(failed)?, &reading).map_err(failed)
}

/// The scratch server that is asked for; else one of that major version, else the live server, else the nearest there is.
///
/// # Errors
/// When none can be started.
pub fn server(
    project: &Project,
    lowered: &Lowered,
    major: u32,
    scratch: Option<&Choice>,
    live: &str,
) -> Result<Server, scratch::Error> {
    if let Some(choice) = scratch {
        return choice.server(major);
    }
    let alone = project.profile.platform == Platform::Postgres && !ground::declares_roles(&lowered.catalog);
    let live = alone.then_some(live);
    let fits = |server: &Server| server.version().split('.').next().and_then(|own| own.parse().ok()) == Some(major);
    let others = || [Choice::Embedded, Choice::Local].iter().filter_map(|choice| choice.server(major).ok());
    let live = || live.and_then(|url| Server::remote(url).ok());
    match others().find(fits).or_else(live).or_else(|| others().next()) {
        Some(server) => Ok(server),
        None => Choice::Any.server(major),
    }
}
