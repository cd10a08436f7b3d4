//! The migrations on one database, as `psql` would run them: each up, down, and up again, and the database read after every step.

use std::collections::{BTreeMap, BTreeSet};

use super::declared::Made;
use super::history::History;
use super::report::Reporter;
use super::seeds::{self, Query};
use super::{failed, stays};
use crate::canonical::ground::Ground;
use crate::catalog::Catalog;
use crate::compare::{Difference, What, compare, compare_owners};
use crate::error::Result;
use crate::introspect::Unmodelled;
use crate::kind::{Id, Object};
use crate::live;
use crate::name::Ident;
use crate::scratch::{Database, Error, ScriptError, Server};
use crate::source::FileId;

/// A file of a migration.
#[derive(Debug)]
pub(super) struct File {
    /// Below the output folder.
    pub(super) path: String,
    pub(super) source: FileId,
    pub(super) text: String,
}

#[derive(Debug)]
pub(super) struct Migration {
    pub(super) up: File,
    pub(super) down: File,
}

/// What a database contains, as far as it can be compared.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) objects: BTreeMap<Id, Object>,
    pub(super) owners: BTreeMap<Id, Ident>,
    pub(super) unmodelled: BTreeSet<Unmodelled>,
}

impl State {
    /// How another state differs from this one, which is the one expected.
    pub(super) fn differences(&self, found: &State) -> Vec<Difference> {
        let on_both = |id: &Id| self.objects.contains_key(id) && found.objects.contains_key(id);
        let mut differences = compare(&self.objects, &found.objects);
        differences.extend(compare_owners(&self.owners, &found.owners, on_both));
        differences
    }
}

/// What came of the migrations.
#[derive(Debug, Default)]
pub(super) struct Replayed {
    /// What stood in for things that are not the project's own.
    pub(super) stubbed: Vec<String>,
    pub(super) irreversible: usize,
    pub(super) history: History,
    /// The database after all of them; none if one could not be applied.
    pub(super) complete: Option<Made>,
}

/// What the server said to a file.
enum Ran {
    Well,
    Refused(Box<ScriptError>),
}

/// The SQLSTATE of RAISE EXCEPTION, by which a file says that it cannot be undone.
const RAISED: &str = "P0001";

pub(super) async fn replay(
    server: &Server,
    ground: &Ground,
    migrations: &[Migration],
    catalog: &Catalog,
    seeds: &[Query],
    reporter: &mut Reporter<'_>,
) -> Result<Replayed> {
    let mut replayed = Replayed::default();
    let mut database = server.database().await.map_err(failed)?;
    replayed.stubbed = ground.prepare(&mut database).await.map_err(failed)?;
    let mut before = state(&mut database).await?;
    for (index, migration) in migrations.iter().enumerate() {
        if let Ran::Refused(error) = run(&mut database, &migration.up).await? {
            reporter.fails(&migration.up, &error);
            return Ok(replayed);
        }
        let after = state(&mut database).await?;
        replayed.history.add(index, &before, &after);
        let again = match run(&mut database, &migration.down).await? {
            Ran::Refused(error) if error.code.as_deref() == Some(RAISED) => {
                replayed.irreversible += 1;
                let untouched = after.differences(&state(&mut database).await?).is_empty();
                if untouched { None } else { Some(false) }
            }
            Ran::Refused(error) => {
                reporter.undo_fails(migration, &error);
                Some(false)
            }
            Ran::Well => {
                let undone = state(&mut database).await?;
                let left = remaining(&before, &undone, catalog, reporter);
                reporter.undo_differs(migration, &left);
                Some(apply_again(&mut database, migration, &after, left.is_empty(), reporter).await?)
            }
        };
        if again == Some(false) {
            // What follows is tried on what the files up to here make, not on what is left of this one.
            database = afresh(server, ground, &migrations[..=index]).await?;
        }
        before = after;
    }
    let rows = seeds::rows(&mut database, seeds).await.map_err(failed)?;
    replayed.complete = Some(Made { state: before, rows });
    Ok(replayed)
}

/// Whether a migration that was undone does once more what it did.
async fn apply_again(
    database: &mut Database,
    migration: &Migration,
    after: &State,
    clean: bool,
    reporter: &mut Reporter<'_>,
) -> Result<bool> {
    match run(database, &migration.up).await? {
        // What was left behind is told already, and this comes of it.
        Ran::Refused(error) => {
            if clean {
                reporter.again_fails(&migration.up, &error);
            }
            Ok(false)
        }
        Ran::Well => {
            let differences = after.differences(&state(database).await?);
            if clean {
                reporter.again_differs(migration, &differences);
            }
            Ok(differences.is_empty())
        }
    }
}

/// What an undone migration left otherwise than it was, without what is meant to stay: extensions and schemas that others may use.
fn remaining(before: &State, undone: &State, catalog: &Catalog, reporter: &Reporter<'_>) -> Vec<Difference> {
    let profile = reporter.profile();
    let of_extension = |id: &Id| {
        undone.objects.values().any(|object| match object {
            Object::Extension(extension) => Id::global(crate::kind::Kind::Schema, &extension.schema) == *id,
            _ => false,
        })
    };
    let mut differences = before.differences(undone);
    differences.retain(|difference| {
        let subject = difference.id.target().unwrap_or_else(|| difference.id.clone());
        let kept = difference.what == What::Extra && stays(catalog, &subject, profile);
        !kept && !of_extension(&subject)
    });
    differences
}

/// A new database with these migrations.
async fn afresh(server: &Server, ground: &Ground, migrations: &[Migration]) -> Result<Database> {
    let mut database = server.database().await.map_err(failed)?;
    ground.prepare(&mut database).await.map_err(failed)?;
    for migration in migrations {
        // They were applied in this order before.
        if let Ran::Refused(error) = run(&mut database, &migration.up).await? {
            return Err(failed(Error::Script(error)));
        }
    }
    Ok(database)
}

/// Runs a file in a session of its own.
async fn run(database: &mut Database, file: &File) -> Result<Ran> {
    let ran = match database.execute(&file.text).await {
        Ok(()) => Ran::Well,
        Err(Error::Script(error)) => Ran::Refused(error),
        Err(error) => return Err(failed(error)),
    };
    database.new_session().await.map_err(failed)?;
    Ok(ran)
}

/// Reads what a database contains.
pub(super) async fn state(database: &mut Database) -> Result<State> {
    let read = live::read(database.connection(), false).await;
    let reading = read.map_err(|error| match database.ended() {
        Some(ended) if matches!(error, live::Error::Read(_)) => failed(ended),
        _ => crate::error::Error::Live(Box::new(error)),
    })?;
    let live::Reading { server: _, mut objects, owners, dependencies: _, formless: _, held: _, unread: _, unmodelled } =
        reading;
    // Where others have theirs, roles come and go; what is tried there declares none.
    objects.retain(|id, _| id.role().is_none() || !database.is_shared());
    Ok(State { objects, owners, unmodelled })
}
