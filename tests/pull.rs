//! `pull` into a project that is there already: what still means the same keeps its words, its comments and its file; what changed is
//! written anew, and what a database does not show stays said.
#![cfg(feature = "live")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use schemac::diagnostic::Diagnostics;
use schemac::drift::drift;
use schemac::generate::{self, generate};
use schemac::lower::lower;
use schemac::pull::{self, Pulled, pull};
use schemac::scratch::{Database, Server};
use schemac::source::Sources;
use schemac::{Options, canonical, live};
use tokio::runtime::Runtime;

use support::{runtime, servers};

const FILES: &[(&str, &str)] = &[
    (
        "schemac.yaml",
        "project: notes\nscheduler: pg_cron\nuser_id: current_setting('app.user_id')::uuid\nmodels: false\ndocs: false\n",
    ),
    ("roles.yaml", "# Who reads.\nrole: reader\nsettings: { work_mem: 4MB }   # enough\n---\nrole: writer\n"),
    (
        "notes.yaml",
        "# Who may be named here.\nexternal: { roles: [app] }\n---\n# Notes, each of one person.\ntable: notes\ncolumns:\n  id:   { type: uuid, primary_key: true }   # made by the app\n  user_id: uuid\n  kind: { type: text, null: false, one_of: [a, b] }\nmixins: [timestamps]\naccess:\n  app: { select: own, insert: own }\ngrants: { reader: [select] }\nseed: { key: id, rows: [] }\n",
    ),
    (
        "more.yaml",
        "# Words of somebody.\ntable: words\ncolumns:\n  id: int\n  word: { type: text, check: length(word)>0 }\n---\nview: long_words\nquery: SELECT word FROM words WHERE length(word)>5  -- long\n---\n# At night.\njob: clean\nschedule: 0 3 * * *\ncommand: delete from words\n",
    ),
];

/// The files of a project, without what was generated.
fn files(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "yaml"))
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").display().to_string();
            (path, std::fs::read_to_string(entry.path()).expect("readable"))
        })
        .collect()
}

/// Pulls as the command does, with a server at hand that prints what is declared.
fn pull_into(folder: &Path, runtime: &Runtime, server: &Server, database: &mut Database) -> Pulled {
    let read =
        |database: &mut Database, exact| runtime.block_on(live::read(database.connection(), exact)).expect("read");
    let (reading, found) = (read(database, true), read(database, false));
    let judge = |project: &schemac::project::Project, lowered: &schemac::lower::Lowered| {
        let (declared, _) = runtime.block_on(canonical::build(server, project, lowered, false)).expect("built");
        Ok(Some(drift(project, lowered, declared, found.clone())))
    };
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    pull(reading, folder, &pull::Options::default(), &judge, &mut sources, &mut out)
        .expect("pulled")
        .expect("no mistakes")
}

/// The files of a project in a folder, and a database that it made.
fn started(folder: &Path, files: &[(&str, &str)], runtime: &Runtime, server: &Server) -> Database {
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("written");
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let options = Options { now: 20_260_101_000_000, ..Options::default() };
    let generated = generate(folder, &options, &mut sources, &mut out).expect("generated");
    let project = generate::projects(folder, &mut sources, &mut out).expect("readable").remove(0);
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{:?}", out.sorted());
    let mut database = runtime.block_on(server.database()).expect("a database");
    runtime.block_on(canonical::prepare(&mut database, &project, &lowered)).expect("prepared");
    for path in generated[0].written.iter().filter(|path| path.starts_with("migrations/") && !path.contains("/down/")) {
        run(&mut database, &std::fs::read_to_string(project.output.join(path)).expect("a migration"), runtime);
    }
    database
}

fn run(database: &mut Database, sql: &str, runtime: &Runtime) {
    runtime.block_on(database.execute(sql)).unwrap_or_else(|error| panic!("{sql}: {error}"));
    runtime.block_on(database.execute("reset all")).expect("reset");
}

#[test]
fn what_means_the_same_keeps_its_words() {
    let (server, runtime) = (servers().remove(0), runtime());
    let folder = tempfile::tempdir().expect("a folder");
    let mut database = started(folder.path(), FILES, &runtime, &server);

    let before = files(folder.path());
    let pulled = pull_into(folder.path(), &runtime, &server, &mut database);
    assert!(pulled.written.is_empty() && pulled.removed.is_empty(), "{pulled:?}");
    assert_eq!(files(folder.path()), before);

    run(&mut database, "alter table words add column language text; create table extra (id int)", &runtime);
    let pulled = pull_into(folder.path(), &runtime, &server, &mut database);
    let after = files(folder.path());
    assert_eq!(pulled.written, ["tables/extra.yaml", "more.yaml"]);
    assert_eq!(after["notes.yaml"], before["notes.yaml"]);
    let more = &after["more.yaml"];
    assert!(more.starts_with("# Words of somebody.\ntable: words\n") && more.contains("language: text"), "{more}");
    assert!(more.contains("SELECT word FROM words WHERE length(word)>5  -- long"), "the view did not change: {more}");
    assert!(more.ends_with("# At night.\njob: clean\nschedule: 0 3 * * *\ncommand: delete from words\n"), "{more}");

    run(
        &mut database,
        "alter role writer login; create role stranger; alter role reader set lock_timeout = '1s'",
        &runtime,
    );
    let pulled = pull_into(folder.path(), &runtime, &server, &mut database);
    assert_eq!(pulled.written, ["roles.yaml"]);
    let roles = &files(folder.path())["roles.yaml"];
    assert!(roles.contains("lock_timeout: 1s") && roles.ends_with("---\nrole: writer\nlogin: true\n"), "{roles}");

    run(&mut database, "drop table extra", &runtime);
    let pulled = pull_into(folder.path(), &runtime, &server, &mut database);
    assert_eq!((pulled.written.len(), pulled.removed), (0, vec!["tables/extra.yaml".to_owned()]));
    assert_eq!(files(folder.path()).len(), FILES.len());
}

/// Parts say "table" for whatever they stand on, and are written with that.
#[test]
fn a_changed_part_is_written_with_what_it_stands_on() {
    const SCHEMA: &str = "\
# Reaches nothing.
foreign_data_wrapper: wrapper
---
server: far
wrapper: wrapper
---
# Far away.
foreign_table: events
server: far
columns: { id: int }
---
# Counted now and then.
materialized_view: totals
query: select 1 as id, 2 as number
indexes: [[id]]
";
    let files_of_project = [("schemac.yaml", "project: parts\nmodels: false\ndocs: false\n"), ("schema.yaml", SCHEMA)];
    let (server, runtime) = (servers().remove(0), runtime());
    let folder = tempfile::tempdir().expect("a folder");
    let mut database = started(folder.path(), &files_of_project, &runtime, &server);
    let change =
        "alter foreign table events add column kind text options (name 'sort'); create index on totals (number)";
    run(&mut database, change, &runtime);
    let pulled = pull_into(folder.path(), &runtime, &server, &mut database);
    assert_eq!((pulled.written, pulled.removed), (vec!["schema.yaml".to_owned()], Vec::new()));
    let text = &files(folder.path())["schema.yaml"];
    for part in [
        "# Reaches nothing.\nforeign_data_wrapper: wrapper\n",
        "# Far away.\nforeign_table: events\n",
        "  kind: { type: text, options: { name: sort } }\n",
        "# Counted now and then.\nmaterialized_view: totals\n",
        "  - [number]\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text.matches("---\n").count(), 3, "{text}");
}
