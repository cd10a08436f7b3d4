//! The law of `pull`: a database made by SQL that nobody here wrote is pulled, and what that generates makes an empty database the same,
//! as our own reading sees it and as `pg_dump` does.
//!
//! `cases/pull/<case>/database.sql` makes the database; `unmodelled.txt` holds what the model cannot say of it. `UPDATE=1` writes that anew,
//! `CASE=pull/tables` runs the folders only whose path holds that text. What the other cases declare obeys the law too.
//! `cases/unmodelled/<case>` has the same files for databases of which the model can say little.
#![cfg(feature = "live")]

#[path = "support/case.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod case;
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use case::{Outcome, Place, Project, apply, dump, expect, explained, run, same};
use schemac::diagnostic::Diagnostics;
use schemac::kind::{Id, Kind, Object};
use schemac::lower::lower;
use schemac::scratch::{Database, stub};
use schemac::source::Sources;
use schemac::{drift, generate, live, pull};

#[test]
fn any_database_is_pulled() {
    run("cases/pull", &|folder| folder.join("database.sql").is_file(), &async |place, case| foreign(place, case).await);
}

#[test]
fn what_was_declared_is_pulled() {
    run("cases", &|folder| folder.join("schema.yaml").is_file(), &async |place, case| declared(place, case).await);
}

#[test]
fn what_has_no_form_is_told() {
    run("cases/unmodelled", &|folder| folder.join("database.sql").is_file(), &async |place, case| {
        told(place, case).await
    });
}

async fn told(place: &Place, case: &Path) -> Outcome {
    let script = std::fs::read_to_string(case.join("database.sql")).map_err(|error| error.to_string())?;
    let mut database = empty(place).await?;
    database.execute(&script).await.map_err(|error| explained(&error, &script))?;
    let reading = live::read(database.connection(), false).await.map_err(|error| format!("reading: {error:?}"))?;
    let lines = reading.unmodelled.iter().map(|item| {
        let why = item.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        format!("{} {}{why}\n", item.what, item.name)
    });
    expect(case, "unmodelled.txt", &lines.collect::<String>())
}

async fn foreign(place: &Place, case: &Path) -> Outcome {
    let script = std::fs::read_to_string(case.join("database.sql")).map_err(|error| error.to_string())?;
    let (mut first, mut copy) = (empty(place).await?, empty(place).await?);
    first.execute(&script).await.map_err(|error| explained(&error, &script))?;
    first.execute("reset all").await.map_err(|error| error.to_string())?;
    let unmodelled = law(&mut first, &mut copy, place).await?;
    expect(case, "unmodelled.txt", &unmodelled)
}

/// What was declared is pulled, where all kinds in it are read and it needs no platform.
async fn declared(place: &Place, case: &Path) -> Outcome {
    let project = Project::new(case, "schema.yaml")?;
    let files = project.generate()?;
    if project.is_supabase() || !project.lock()?.catalog.iter().all(|(id, _)| id.is_read() || id.kind == Kind::Seed) {
        return Ok(());
    }
    let (mut first, mut copy) = (project.database(place, case).await?, empty(place).await?);
    apply(&mut first, &files.up).await?;
    let extensions = project.extensions()?;
    let wanted: Vec<(&str, &str)> = extensions.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
    stub::install(&mut copy, &wanted).await.map_err(|error| error.to_string())?;
    law(&mut first, &mut copy, place).await.map(drop)
}

async fn empty(place: &Place) -> Outcome<Database> {
    place.server.database().await.map_err(|error| error.to_string())
}

/// Pulls the one database and makes the other the same. Returns what the model has no form for.
async fn law(first: &mut Database, copy: &mut Database, place: &Place) -> Outcome<String> {
    const ROLES: &str = "select format('create role %I %s', rolname, case when rolsuper then 'superuser' else '' end) from pg_roles where oid >= 16384 order by 1";
    let roles = async |database: &mut Database| database.query_text(ROLES).await.map_err(|error| error.to_string());
    let there = roles(copy).await?;
    for role in roles(first).await?.into_iter().filter(|role| !there.contains(role)) {
        copy.execute(&role.into_iter().flatten().collect::<String>()).await.map_err(|error| error.to_string())?;
    }
    let read = async |database: &mut Database| {
        live::read(database.connection(), true).await.map_err(|error| format!("reading: {error:?}"))
    };
    let mut reading = read(first).await?;
    // Roles are the server's: those of the database stay what they are, and nothing is pulled of them.
    reading.objects.retain(|id, _| id.role().is_none());
    reading.leave_out_dependents(|_| false);
    // What the model cannot say is missing in the copy, which then has the same objects and no more.
    let exact = reading.unmodelled.is_empty();
    let shown = |objects: &BTreeMap<Id, Object>| {
        if exact { format!("{objects:#?}") } else { format!("{:#?}", objects.keys()) }
    };
    let (objects, owners) = (shown(&reading.objects), format!("{:#?}", reading.owners));
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let pulled =
        pull::pull(reading, folder.path(), &pull::Options::default(), &|_, _| Ok(None), &mut sources, &mut out);
    let pulled = pulled.map_err(|error| error.to_string())?.ok_or_else(|| "nothing was pulled".to_owned())?;
    let told = |error: String| format!("{error}\n{}", declarations(folder.path()));
    let files = Project::at(folder.path()).generate().map_err(|error| told(format!("what was pulled: {error}")))?;
    apply(copy, &files.up).await.map_err(|error| told(format!("what was pulled: {error}")))?;
    let drifted = drifted(folder.path(), first, copy).await?;
    same("drift", &format!("{drifted:#?}"), "none", "[]").map_err(told)?;
    let mut again = read(copy).await?;
    again.objects.retain(|id, _| id.role().is_none());
    same("what is read of the copy", &shown(&again.objects), "of the first", &objects).map_err(told)?;
    same("owners", &format!("{:#?}", again.owners), "of the first", &owners).map_err(told)?;
    if let (Some(program), true) = (&place.dump, exact) {
        let (copy, first) = (statements(&dump(program, copy)?), statements(&dump(program, first)?));
        same("the dump of the copy", &copy, "of the first", &first).map_err(told)?;
    }
    let unmodelled = pulled.unmodelled.iter().map(|item| {
        let why = item.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        format!("{} {}{why}\n", item.what, item.name)
    });
    Ok(unmodelled.collect())
}

/// What drift finds between a project and the database that it was pulled from.
async fn drifted(folder: &Path, pulled: &mut Database, built: &mut Database) -> Outcome<Vec<drift::Finding>> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let projects = generate::projects(folder, &mut sources, &mut out).map_err(|error| error.to_string())?;
    let project = projects.into_iter().next().ok_or_else(|| "no project".to_owned())?;
    let lowered = lower(&project, &mut sources, &mut out).map_err(|error| error.to_string())?;
    let declared = live::read(built.connection(), false).await.map_err(|error| format!("reading: {error:?}"))?;
    let found = live::read(pulled.connection(), false).await.map_err(|error| format!("reading: {error:?}"))?;
    Ok(drift::drift(&project, &lowered, declared, found).findings)
}

/// A dump in an order of its own.
fn statements(dump: &str) -> String {
    // Storage parameters stand in the order in which they were set.
    let sorted = |line: &str| match line.strip_prefix("WITH (").and_then(|rest| rest.strip_suffix(");")) {
        Some(list) => {
            let mut list: Vec<&str> = list.split(", ").collect();
            list.sort_unstable();
            format!("WITH ({});", list.join(", "))
        }
        None => line.to_owned(),
    };
    let text = dump.lines().map(sorted).collect::<Vec<_>>().join("\n");
    // Rights that stand together were given in any order.
    let rights =
        |line: &&str| ["GRANT ", "REVOKE ", "ALTER DEFAULT PRIVILEGES "].iter().any(|word| line.starts_with(word));
    let (mut statements, mut given): (Vec<&str>, Vec<&str>) = (Vec::new(), text.lines().filter(rights).collect());
    given.sort_unstable();
    statements.extend(text.split("\n\n\n").filter(|statement| !statement.lines().any(|line| rights(&line))));
    statements.extend(given);
    statements.sort_unstable();
    statements.join("\n\n\n")
}

fn declarations(folder: &Path) -> String {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "yaml"))
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .collect()
}
