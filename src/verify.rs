//! `schemac verify` as a function: whether the committed migrations do what they say, tried on a scratch Postgres.
//!
//! One database takes the migrations file by file, each up, down and up again, and is read after every step. A second one is made of the
//! YAML at once. Both have the same stand-ins for what is not the project's own, so what differs is a finding.

mod declared;
mod history;
mod locate;
mod replay;
mod report;
mod seeds;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::canonical::ground::Ground;
use crate::catalog::Catalog;
use crate::diagnostic::Diagnostics;
use crate::error::{Error, Result};
use crate::generate;
use crate::kind::{Id, Kind};
use crate::lock::Lock;
use crate::lower::{self, Lowered};
use crate::plan::plan;
use crate::profile::Profile;
use crate::project::Project;
use crate::scratch::{self, Choice, Server};
use crate::source::{Sources, direct};

use replay::{File, Migration};
use report::Reporter;

/// What came of one project.
#[derive(Debug, Clone)]
pub struct Verified {
    pub project: String,
    /// The server that was used, in words.
    pub server: String,
    /// What stood in for things that are not the project's own, in words.
    pub stubbed: Vec<String>,
    pub migrations: usize,
    /// The migrations that say themselves that they cannot be undone.
    pub irreversible: usize,
    /// Objects of the model.
    pub objects: usize,
    pub took: Duration,
}

/// Verifies the project in a folder, or all projects of a workspace. What is wrong goes to `out`.
///
/// # Errors
/// When the environment fails: files, or the scratch server.
pub fn verify(root: &Path, choice: &Choice, sources: &mut Sources, out: &mut Diagnostics) -> Result<Vec<Verified>> {
    let mut servers: BTreeMap<u32, Arc<Server>> = BTreeMap::new();
    let mut verified = Vec::new();
    for project in generate::projects(root, sources, out)? {
        let server = match servers.get(&project.profile.postgres) {
            Some(server) => Arc::clone(server),
            None => {
                let server = Arc::new(choice.server(project.profile.postgres).map_err(failed)?);
                servers.insert(project.profile.postgres, Arc::clone(&server));
                server
            }
        };
        verified.extend(verify_one(project, &server, sources, out)?);
    }
    Ok(verified)
}

fn verify_one(
    mut project: Project,
    server: &Arc<Server>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Option<Verified>> {
    let started = Instant::now();
    let mut findings = Diagnostics::default();
    let lowered = lower::lower(&project, sources, &mut findings)?;
    project.profile.search_path.clone_from(&lowered.search_path);
    let lock = Lock::read(&project.output, sources, &mut findings)?;
    let complete = !findings.has_errors();
    out.extend(findings);
    let (Some(lock), true) = (lock, complete) else { return Ok(None) };

    generate::verify_migrations(&project, &lock, out)?;
    // What no migration has yet is told object by object; the migrations are held to what they were written for.
    let pending = replan(&project, &lock, &lowered, out);
    let wanted = if pending { &lock.catalog } else { &lowered.catalog };
    let Some(migrations) = read(&project, &lock, sources)? else { return Ok(None) };

    let ground = Ground::of(&project, &lowered, &[&lock.catalog, &lowered.catalog]);
    let seeds = seeds::queries(wanted);
    let make = || declared::spawn(server, &ground, wanted, &project.profile, &seeds);
    let join = |thread: JoinHandle<_>| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    // Two at once would make the same roles where these are shared.
    let (made, making) = if server.is_shared() { (Some(join(make())), None) } else { (None, Some(make())) };
    let mut reporter = Reporter::new(&project, &lowered, &lock);
    let replayed = runtime()?.block_on(replay::replay(server, &ground, &migrations, wanted, &seeds, &mut reporter));
    // The other thread is waited for whatever came of this one: it holds a server.
    let declared = making.map(join).or(made);
    let (replayed, Some(declared)) = (replayed?, declared.transpose()?) else { return Ok(None) };
    match (&declared, &replayed.complete) {
        (declared::Outcome::Refused(subject, error), _) => reporter.undeclarable(subject.as_ref(), error),
        (declared::Outcome::Made(made), Some(end)) => {
            reporter.result(made, end, &migrations, &replayed.history);
            reporter.seeds(&seeds::compare(&seeds, &made.rows, &end.rows), &migrations);
        }
        // A migration that failed is told already, and the rest of what it would have made is not there.
        (declared::Outcome::Made(_), None) => {}
    }
    out.extend(reporter.into_diagnostics());
    Ok(Some(Verified {
        project: project.name.clone(),
        server: server.name(),
        stubbed: replayed.stubbed,
        migrations: migrations.len(),
        irreversible: replayed.irreversible,
        objects: wanted.objects.len(),
        took: started.elapsed(),
    }))
}

/// Whether the YAML holds what no migration has; each such object is a finding.
fn replan(project: &Project, lock: &Lock, lowered: &Lowered, out: &mut Diagnostics) -> bool {
    match plan(&lock.catalog, &lowered.catalog, &project.way(&lowered.renamed, &lock.renamed)) {
        Ok(plan) => {
            generate::stale_migrations(&plan.steps, lowered, out);
            plan.steps.iter().any(|step| !step.statements.is_empty())
        }
        Err(refusals) => {
            refusals.iter().for_each(|refusal| out.push(generate::refused(refusal, lowered)));
            true
        }
    }
}

/// The files of the migrations; none if one is missing, which is a finding of its own.
fn read(project: &Project, lock: &Lock, sources: &mut Sources) -> Result<Option<Vec<Migration>>> {
    let mut read = |path: String| -> Result<Option<File>> {
        let full = direct(&project.output.join(&path));
        match std::fs::read_to_string(&full) {
            Ok(text) => Ok(Some(File { source: sources.add(full, text.clone()), path, text })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Read { path: full, source }),
        }
    };
    let mut migrations = Vec::new();
    for migration in &lock.migrations {
        let (Some(up), Some(down)) = (read(migration.up_path())?, read(migration.down_path())?) else {
            return Ok(None);
        };
        migrations.push(Migration { up, down });
    }
    Ok(Some(migrations))
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::Usage(format!("starting the runtime: {error}")))
}

fn failed(error: scratch::Error) -> Error {
    Error::Scratch(Box::new(error))
}

/// The objects that stay in a database when what created them is undone. Roles do so even when they are no longer declared.
fn stays(catalog: &Catalog, id: &Id, profile: &Profile) -> bool {
    let profile = Profile { undoing: true, ..profile.clone() };
    id.kind == Kind::Role || catalog.get(id).is_some_and(|object| object.drop(&profile).is_empty())
}
