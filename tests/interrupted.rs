//! Files that Postgres runs outside transactions, stopped in the middle: what they leave behind is told, and run again they lead to the end.
#![cfg(feature = "live")]

#[path = "support/case.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod case;
mod support;

use std::path::Path;
use std::time::Duration;

use case::{Outcome, Place, Project, State, apply, same};
use schemac::live;
use schemac::scratch::{Database, Error};
use sqlx::{Connection, PgConnection};

/// A file that is stopped once its first half is done, because something keeps it waiting.
struct Stopped {
    case: &'static str,
    /// What another session holds meanwhile.
    held: &'static str,
    /// Whether the first half is done.
    half: &'static str,
    /// What is said of that.
    told: &'static str,
}

const STOPPED: &[Stopped] = &[
    Stopped {
        case: "alter/table/partition_leaves_alone",
        held: "begin; lock table logs in access share mode",
        half: "select exists (select from pg_inherits where inhdetachpending)",
        told: "partition of table public.logs_2",
    },
    Stopped {
        case: "alter/index/added",
        held: "begin; lock table t in row exclusive mode",
        half: "select exists (select from pg_index where not indisvalid)",
        told: "invalid index of index public.t_a_idx",
    },
];

#[test]
fn what_was_interrupted_is_told_and_goes_on() {
    let is_case = |path: &Path| path.join("new.yaml").is_file() && stopped(path).is_some();
    case::run("cases", &is_case, &async |place: &Place, path: &Path| {
        // The embedded server takes one client.
        if place.server.name().starts_with("embedded") { Ok(()) } else { interrupted(place, path).await }
    });
}

fn stopped(case: &Path) -> Option<&'static Stopped> {
    STOPPED.iter().find(|stopped| case.ends_with(stopped.case))
}

async fn interrupted(place: &Place, path: &Path) -> Outcome {
    let stopped = stopped(path).ok_or("nothing is said of the case")?;
    let project = Project::new(path, "old.yaml")?;
    let mut database = project.database(place, path).await?;
    apply(&mut database, &project.generate()?.up).await?;
    project.become_(path, "new.yaml")?;
    let mut count = 0;
    for file in project.generate()?.up {
        if file.contains(" concurrently") {
            count += 1;
            stop(&mut database, &file, stopped).await?;
        }
        apply(&mut database, &[file]).await?;
    }
    if count != 1 {
        return Err(format!("{count} files were stopped"));
    }
    let reached = State::of(&mut database, place).await?;
    let new = Project::new(path, "new.yaml")?;
    let mut database = new.database(place, path).await?;
    apply(&mut database, &new.generate()?.up).await?;
    let wanted = State::of(&mut database, place).await?;
    same("the database", &reached.fingerprint, "a new one", &wanted.fingerprint)?;
    same("the dump", &reached.dump, "that of a new one", &wanted.dump)
}

/// Runs a file until its first half is done, and looks what is said of the database then.
async fn stop(database: &mut Database, file: &str, Stopped { case: _, held, half, told }: &Stopped) -> Outcome {
    let connect = async || PgConnection::connect_with(database.options()).await.map_err(|error| error.to_string());
    let (mut other, mut watcher) = (connect().await?, connect().await?);
    sqlx::raw_sql(*held).execute(&mut other).await.map_err(|error| format!("{held}: {error}"))?;
    let backend = database.query_text("select pg_backend_pid()::text").await.map_err(|error| error.to_string())?;
    let backend = backend.into_iter().flatten().flatten().next().unwrap_or_default();
    let cancel = async {
        for _ in 0..500 {
            let done: bool = sqlx::query_scalar(*half).fetch_one(&mut watcher).await?;
            if done {
                let cancel = sqlx::query_scalar("select pg_cancel_backend($1::int)").bind(backend);
                return cancel.fetch_one(&mut watcher).await;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(false)
    };
    let (outcome, cancelled) = tokio::join!(database.execute(file), cancel);
    if !cancelled.map_err(|error: sqlx::Error| error.to_string())? {
        return Err(format!("the first half was never seen: {outcome:?}"));
    }
    match outcome {
        Err(Error::Script(refused)) if refused.code.as_deref() == Some("57014") => {}
        other => return Err(format!("it was not stopped: {other:?}")),
    }
    database.execute("reset all").await.map_err(|error| error.to_string())?;
    let reading = live::read(database.connection(), false).await.map_err(|error| format!("reading: {error:?}"))?;
    let all: Vec<String> = reading.unmodelled.iter().map(|own| format!("{} of {}", own.what, own.name)).collect();
    other.close().await.map_err(|error| error.to_string())?;
    if all == [*told] { Ok(()) } else { Err(format!("told: {all:?}, not {told}")) }
}
