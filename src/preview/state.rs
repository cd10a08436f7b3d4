//! What a plan may start from: the lock, another lock, another project, a folder of migrations, or a live database.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::Ends;
use crate::canonical::{self, prepare};
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::live::{self, Reading};
use crate::lock::{self, Lock};
use crate::lower::{Lowered, lower};
use crate::project::{self, Project, Root};
use crate::scratch::{self, Choice, Server};
use crate::source::Sources;

/// A state.
#[derive(Clone, PartialEq, Eq)]
pub enum State {
    /// The file of a lock.
    Lock(PathBuf),
    Project(PathBuf),
    /// A folder of migrations, which are tried on a scratch server in order of their names.
    Migrations(PathBuf),
    /// The address of a database. It may hold a password.
    Database(String),
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            State::Lock(path) => f.debug_tuple("Lock").field(path).finish(),
            State::Project(path) => f.debug_tuple("Project").field(path).finish(),
            State::Migrations(path) => f.debug_tuple("Migrations").field(path).finish(),
            State::Database(url) => f.debug_tuple("Database").field(&live::redacted(url)).finish(),
        }
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<State, String> {
        let path = Path::new(text);
        if text.contains("://") || !path.exists() && text.contains('=') {
            return Ok(State::Database(text.to_owned()));
        }
        let path = path.to_owned();
        if path.is_file() {
            return Ok(State::Lock(path));
        }
        if path.join(project::FILE).is_file() {
            return Ok(State::Project(path));
        }
        if path.join(lock::FILE).is_file() {
            return Ok(State::Lock(path.join(lock::FILE)));
        }
        if scripts(&path).is_ok_and(|found| !found.is_empty()) {
            return Ok(State::Migrations(path));
        }
        let expected = "a project folder, a lock, a folder of migrations, or postgres://…";
        Err(if path.exists() {
            format!("this folder is none of {expected}")
        } else {
            format!("no such file; {expected}")
        })
    }
}

/// The scratch server that printed what is declared, with what it printed.
#[derive(Debug)]
pub struct Witness {
    pub server: Server,
    /// What stood in for the real thing, in words.
    pub stubbed: Vec<String>,
    declared: Reading,
    lock: Lock,
    drop_unmanaged: bool,
}

impl Witness {
    /// The ends of a plan that starts from what a database printed.
    #[must_use]
    pub fn ends(&self, project: &Project, lowered: &Lowered, found: Reading) -> Ends {
        Ends::printed(project, lowered, &self.lock, self.declared.clone(), found, self.drop_unmanaged)
    }
}

/// Both ends of a plan. What is wrong in the files of the state goes to `out`.
///
/// # Errors
/// When files or servers fail.
pub async fn ends(
    project: &Project,
    lowered: &Lowered,
    state: Option<&State>,
    scratch: Option<&Choice>,
    drop_unmanaged: bool,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Option<(Ends, Option<Witness>)>> {
    let Some(lock) = Lock::read(&project.output, sources, out)? else { return Ok(None) };
    let (found, server) = match state {
        None => return Ok(Some((Ends::declared(lock.catalog.clone(), lowered, &lock), None))),
        Some(State::Lock(path)) => {
            let from = Lock::read_file(path, sources, out)?;
            return Ok(from.map(|from| (Ends::declared(from.catalog, lowered, &lock), None)));
        }
        Some(State::Project(path)) => {
            let from = other(path, sources, out)?;
            return Ok(from.map(|from| (Ends::declared(from, lowered, &lock), None)));
        }
        Some(State::Migrations(path)) => {
            let choice = scratch.cloned().unwrap_or_default();
            let server = choice.server(project.profile.postgres).map_err(scratch_failed)?;
            (replayed(&server, project, lowered, path).await?, server)
        }
        Some(State::Database(url)) => {
            let mut connection = live::connect(url).await.map_err(live_failed)?;
            let found = live::read(&mut connection, true).await.map_err(live_failed)?;
            let server =
                canonical::server(project, lowered, found.server.major, scratch, url).map_err(scratch_failed)?;
            (found, server)
        }
    };
    let (declared, stubbed) =
        canonical::build(&server, project, lowered, true).await.map_err(|error| Error::Canonical(Box::new(error)))?;
    if declared.server.major != found.server.major {
        return Err(Error::Usage(format!(
            "the database is PostgreSQL {}, and only {} is at hand to print what is declared; install the programs of PostgreSQL {}, or \
             name them in SCHEMAC_POSTGRES_BIN",
            found.server.version, declared.server.version, found.server.major
        )));
    }
    let witness = Witness { server, stubbed, declared, lock, drop_unmanaged };
    Ok(Some((witness.ends(project, lowered, found), Some(witness))))
}

fn live_failed(error: live::Error) -> Error {
    Error::Live(Box::new(error))
}

fn scratch_failed(error: scratch::Error) -> Error {
    Error::Scratch(Box::new(error))
}

/// What another project declares.
fn other(path: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Option<Catalog>> {
    let project = match project::read(path, sources, out)? {
        Some(Root::Project(project)) => project,
        Some(Root::Workspace(_)) => {
            return Err(Error::Usage(format!("{} is a workspace; name one of its projects", path.display())));
        }
        None => return Ok(None),
    };
    let mut findings = Diagnostics::default();
    let lowered = lower(&project, sources, &mut findings)?;
    if findings.has_errors() {
        out.extend(findings);
        return Ok(None);
    }
    Ok(Some(lowered.catalog))
}

/// The scripts of a folder, in order of their names.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| Error::Read { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // Beside the up migration, sqlx and golang-migrate keep the one that undoes it.
        if name.ends_with(".sql") && !name.ends_with(".down.sql") && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What a folder of migrations makes of an empty database.
async fn replayed(server: &Server, project: &Project, lowered: &Lowered, folder: &Path) -> Result<Reading> {
    let mut database = server.database().await.map_err(scratch_failed)?;
    prepare(&mut database, project, lowered).await.map_err(|error| Error::Canonical(Box::new(error)))?;
    for path in scripts(folder)? {
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        database
            .execute(&text)
            .await
            .map_err(|error| Error::Usage(format!("{} cannot be applied: {error}", path.display())))?;
        database.new_session().await.map_err(scratch_failed)?;
    }
    live::read(database.connection(), true).await.map_err(live_failed)
}
