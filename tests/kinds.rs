//! What each kind of object becomes in a database. A folder below `cases` is a test; `UPDATE=1` writes the expected files anew, and
//! `CASE=policy/` runs the folders only whose path holds that text.
//!
//! - `cases/<kind>/<case>/schema.yaml` is compiled to `up.sql`; `check.sql` asks the catalog for what `check.txt` holds. The down
//!   migration leaves nothing behind. `before.sql` is what exists outside, `project.yaml` stands in for the usual `schemac.yaml`.
//! - `cases/alter/<kind>/<case>/{old,new}.yaml`: `up.sql` turns a database of the one into a database of the other, with `seed.sql` run
//!   in between, and `undone.sql` asks for what `undone.txt` holds once it is undone.
#![cfg(feature = "live")]

#[path = "support/case.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod case;
mod support;

use std::path::Path;

use case::{Files, Outcome, Place, Project, State, apply, ask, check, expect, fingerprint, run, same};
use schemac::kind::{Id, Kind, Object};
use schemac::live::{self, Reading};
use schemac::scratch::Database;

#[test]
fn every_kind_is_created_and_dropped() {
    run("cases", &|folder| folder.join("schema.yaml").is_file(), &async |place, case| created(place, case).await);
}

#[test]
fn every_alteration_converges() {
    run("cases/alter", &|folder| folder.join("new.yaml").is_file(), &async |place, case| altered(place, case).await);
}

/// Indexes and constraints without a name get the one that the server itself would choose.
#[test]
fn default_names_are_those_of_postgres() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/index/default_names");
    let names = "select tablename, indexdef, indexname from pg_indexes where schemaname in ('public', 'other') \
                 union all select conrelid::regclass::text, pg_get_constraintdef(oid), conname from pg_constraint where contype = 'f' order by 1, 2, 3";
    for server in support::servers() {
        let place = Place { server, dump: None };
        let compared = support::runtime().block_on(async {
            let project = Project::new(&case, "schema.yaml")?;
            let files = project.generate()?;
            let mut ours = project.database(&place, &case).await?;
            apply(&mut ours, &files.up).await?;
            let mut theirs = project.database(&place, &case).await?;
            apply(&mut theirs, &files.up.iter().map(|text| unnamed(text)).collect::<Vec<_>>()).await?;
            let list = async |database: &mut Database| {
                database.query_text(names).await.map(|rows| format!("{rows:#?}")).map_err(|error| error.to_string())
            };
            same("our names", &list(&mut ours).await?, "the server's", &list(&mut theirs).await?)
        });
        compared.unwrap_or_else(|failure| panic!("on {}: {failure}", place.server.name()));
    }
}

/// A script without the names of its indexes, and of constraints other than checks.
fn unnamed(script: &str) -> String {
    let after_name = |text: &str| match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\" ").map(|(_, rest)| rest.to_owned()),
        None => text.split_once(' ').map(|(_, rest)| rest.to_owned()),
    };
    let line = |line: &str| {
        for mark in ["create index ", "create unique index ", "constraint "] {
            if let Some((head, tail)) = line.split_once(mark)
                && let Some(rest) = after_name(tail)
                && !rest.starts_with("check")
            {
                return format!("{head}{}{rest}", mark.trim_start_matches("constraint "));
            }
        }
        line.to_owned()
    };
    script.lines().map(line).collect::<Vec<_>>().join("\n")
}

async fn created(place: &Place, case: &Path) -> Outcome {
    let project = Project::new(case, "schema.yaml")?;
    let files = project.generate()?;
    project.settled()?;
    expect(case, "up.sql", &files.up())?;

    let mut database = project.database(place, case).await?;
    let before = fingerprint(&mut database).await?;
    apply(&mut database, &files.up).await?;
    check(&mut database, case).await?;
    read_back(&mut database, &project).await?;
    apply(&mut database, &files.down).await.map_err(|error| format!("down: {error}"))?;
    same("the database after down", &fingerprint(&mut database).await?, "before", &before)?;
    apply(&mut database, &files.up).await.map_err(|error| format!("up once more: {error}"))
}

/// Whatever was declared is found in the database.
async fn read_back(database: &mut Database, project: &Project) -> Outcome {
    let reading = live::read(database.connection(), true).await.map_err(|error| format!("reading: {error:?}"))?;
    let missing: Vec<String> = project
        .lock()?
        .catalog
        .iter()
        .filter(|(id, object)| id.is_read() && !is_skipped(object, &reading))
        .filter(|(id, object)| match object {
            // The schema `public` is somebody's anyway: whose it is counts only where that was changed.
            Object::Owner(owner) if !reading.objects.contains_key(id) => {
                reading.owners.get(&owner.on) != Some(&owner.role)
            }
            _ => !reading.objects.contains_key(id),
        })
        .map(|(id, _)| id.to_string())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("not found in the database: {}", missing.join(", "))) }
}

/// Whether the object is nothing in the database: left out with a warning for want of the platform that it is for, or rights of nobody.
fn is_skipped(object: &Object, reading: &Reading) -> bool {
    match object {
        Object::Grants(grants) => grants.to.is_empty(),
        Object::Job(_) => !reading.server.has_schema("cron"),
        Object::PublicationTable(member) => {
            member.external && !reading.objects.contains_key(&Id::global(Kind::Publication, &member.publication))
        }
        _ => false,
    }
}

async fn altered(place: &Place, case: &Path) -> Outcome {
    let project = Project::new(case, "old.yaml")?;
    let old = project.generate()?;
    let had = project.lock()?;
    project.become_(case, "new.yaml")?;
    let change = project.generate()?;
    project.settled()?;
    expect(case, "up.sql", &change.up())?;
    let has = project.lock()?;
    let has_such = [&had, &has].iter().any(|lock| lock.catalog.iter().any(|(_, object)| is_beside(object)));

    let mut database = project.database(place, case).await?;
    apply(&mut database, &old.up).await?;
    let (before, beside) = (fingerprint(&mut database).await?, beside(&mut database, has_such).await?);
    if let Ok(seed) = std::fs::read_to_string(case.join("seed.sql")) {
        database.execute(&seed).await.map_err(|error| format!("seed.sql: {error}"))?;
    }
    apply(&mut database, &change.up).await?;
    check(&mut database, case).await?;
    let altered = State::of(&mut database, place).await?;
    let beside_altered = self::beside(&mut database, has_such).await?;
    let new_project = Project::new(case, "new.yaml")?;
    let new = new_project.generate()?;
    if change.down.iter().any(|file| file.contains("cannot be undone")) {
        database = new_project.database(place, case).await?;
    } else {
        undo(&mut database, &change, &before).await?;
        ask(&mut database, case, "undone").await?;
        same("roles and rows after down", &self::beside(&mut database, has_such).await?, "before", &beside)?;
        apply(&mut database, &old.down).await.map_err(|error| format!("down to nothing: {error}"))?;
    }
    apply(&mut database, &new.up).await.map_err(|error| format!("a new one: {error}"))?;
    let wanted = State::of(&mut database, place).await?;
    same("altered roles and rows", &beside_altered, "new ones", &self::beside(&mut database, has_such).await?)?;
    same("the altered database", &altered.fingerprint, "a new one", &wanted.fingerprint)?;
    same("the dump of the altered database", &altered.dump, "of a new one", &wanted.dump)
}

/// What is no part of a schema, where the project has such objects: roles, and rows that a platform keeps.
async fn beside(database: &mut Database, has_such: bool) -> Outcome<String> {
    if !has_such {
        return Ok(String::new());
    }
    let reading = live::read(database.connection(), false).await.map_err(|error| format!("reading: {error:?}"))?;
    Ok(format!("{:#?}", reading.objects.values().filter(|object| is_beside(object)).collect::<Vec<_>>()))
}

fn is_beside(object: &Object) -> bool {
    let id = object.id();
    id.role().is_some() || id.kind == Kind::Bucket
}

async fn undo(database: &mut Database, change: &Files, before: &str) -> Outcome {
    apply(database, &change.down).await.map_err(|error| format!("down: {error}"))?;
    // A column that comes back comes back last.
    let unordered = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with("columns of "))
            .fold(String::new(), |text, line| text + line + "\n")
    };
    same("the database after down", &unordered(&fingerprint(database).await?), "before", &unordered(before))
}
