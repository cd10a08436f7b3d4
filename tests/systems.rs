//! The five systems: their committed migrations on every server, up, down and up again.
#![cfg(feature = "live")]

use std::path::{Path, PathBuf};

use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::profile::Platform;
use schemac::project::Project;
use schemac::scratch::{Database, Error, Server, externals, local_servers, stub};
use schemac::source::Sources;

const FINGERPRINT: &str = include_str!("systems/fingerprint.sql");

/// The servers of this machine: local programs, and the embedded one where it is built in.
fn servers() -> Vec<Server> {
    let found = local_servers();
    if found.is_empty() {
        println!("no PostgreSQL programs found (install PostgreSQL, or set SCHEMAC_POSTGRES_BIN): only the embedded server is tried");
        assert!(std::env::var_os("CI").is_none(), "CI has to try server programs as well");
    }
    let mut servers: Vec<Server> = found.iter().map(|bin| Server::local(bin).expect("the server starts")).collect();
    if cfg!(feature = "embedded") {
        servers.push(Server::embedded().expect("it is built in"));
    }
    servers
}

fn migrations(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a text"))).collect()
}

async fn fingerprint(database: &mut Database) -> Result<Vec<String>, Error> {
    let rows = database.query_text(FINGERPRINT).await?;
    Ok(rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" | ")).collect())
}

/// What the migrations of a project count on: the platform, what it calls external, and extensions the server lacks.
async fn prepare(database: &mut Database, project: &Project, sources: &mut Sources) -> Result<Vec<String>, Error> {
    let mut out = Diagnostics::default();
    let lowered = generate::check(&mut project.clone(), sources, &mut out).expect("the files can be read");
    assert!(!out.has_errors(), "{:?}", out.sorted());
    if project.profile.platform == Platform::Supabase {
        stub::supabase(database).await?;
    }
    let wanted = externals::extensions(&lowered.catalog);
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
    let stubbed = stub::install(database, &wanted).await?;
    database.execute(&externals::script(&lowered.externals)).await?;
    Ok(stubbed)
}

async fn apply(database: &mut Database, files: impl Iterator<Item = &(PathBuf, String)>) {
    for (path, sql) in files {
        if let Err(error) = database.execute(sql).await {
            panic!("{}: {error}", path.display());
        }
    }
}

fn first_difference(left: &[String], right: &[String]) -> String {
    let only = |a: &[String], b: &[String]| a.iter().find(|line| !b.contains(line)).cloned().unwrap_or_default();
    format!("only in the first: {}\nonly in the second: {}", only(left, right), only(right, left))
}

async fn up_down_up(server: &Server, project: &Project, sources: &mut Sources) -> Result<(), Error> {
    let mut database = server.database().await?;
    let stubbed = prepare(&mut database, project, sources).await?;
    println!("{} on {}, stubbed: {}", project.name, server.name(), if stubbed.is_empty() { "nothing".to_owned() } else { stubbed.join(", ") });
    let folder = project.output.join("migrations");
    let (ups, downs) = (migrations(&folder), migrations(&folder.join("down")));
    assert_eq!(ups.len(), downs.len(), "every migration has the one that undoes it");
    let empty = fingerprint(&mut database).await?;
    apply(&mut database, ups.iter()).await;
    let full = fingerprint(&mut database).await?;
    assert!(full.len() > empty.len());
    apply(&mut database, downs.iter().rev()).await;
    let undone = fingerprint(&mut database).await?;
    assert!(undone == empty, "{} down on {}: {}", project.name, server.name(), first_difference(&undone, &empty));
    apply(&mut database, ups.iter()).await;
    let again = fingerprint(&mut database).await?;
    assert!(again == full, "{} up again on {}: {}", project.name, server.name(), first_difference(&again, &full));
    Ok(())
}

#[test]
fn migrations_apply_undo_and_apply_again() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let projects = generate::projects(Path::new("schema"), &mut sources, &mut out).expect("the workspace can be read");
    assert_eq!(projects.len(), 5);
    for server in servers() {
        for project in &projects {
            runtime.block_on(up_down_up(&server, project, &mut sources)).unwrap_or_else(|error| panic!("{} on {}: {error}", project.name, server.name()));
        }
    }
}
