//! Two branches that each generated a migration, merged by git itself: what `generate` makes of the lock that git leaves.
#![cfg(all(feature = "live", feature = "cli"))]

use std::path::PathBuf;
use std::process::{Command, Output};

use schemac::scratch::local_servers;

const NOTES: &str = "table: notes
columns:
  id: { type: bigint, null: false, primary_key: true }
  body: { type: text, null: false }
  status: { type: text, null: false, default: new }
";

const LOCK: &str = "out/schemac.lock";

/// A repository with a project that is generated and committed on `main`.
struct Repository {
    folder: tempfile::TempDir,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Repository {
    /// None where there is no git, which CI has to have.
    fn new(naming: &str) -> Option<Repository> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("git is not there: merges are not tested");
            assert!(std::env::var_os("CI").is_none(), "CI must test merges");
            return None;
        }
        let repository = Repository { folder: tempfile::tempdir().expect("a folder") };
        let settings = format!(
            "project: app\nmigrations: {{ naming: {naming} }}\noutput: out\nmodels: false\ndocs: false\nallow: [data_loss, table_rewrite]\n"
        );
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write("schemac.yaml", &settings).write("notes.yaml", NOTES).commit(1);
        Some(repository)
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).expect("readable")
    }

    fn write(&self, file: &str, text: &str) -> &Repository {
        std::fs::write(self.path(file), text).expect("written");
        self
    }

    fn run_git(&self, arguments: &[&str]) -> Output {
        let who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "core.autocrlf=false"];
        let mut command = Command::new("git");
        command.args(who).args(arguments).current_dir(self.folder.path());
        command.env("GIT_CONFIG_GLOBAL", self.path("none")).env("GIT_CONFIG_NOSYSTEM", "1").output().expect("run")
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.run_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    }

    fn schemac(&self, arguments: &[&str], second: u32) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemac"));
        command.args(arguments).current_dir(self.folder.path()).env("SCHEMAC_CACHE_DIR", self.path(".git/cache"));
        command.env("SOURCE_DATE_EPOCH", (1_700_000_000 + second).to_string()).output().expect("run")
    }

    fn generate(&self, second: u32) -> String {
        let output = self.schemac(&["generate"], second);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stderr)
    }

    /// Generates, and commits all that there is.
    fn commit(&self, second: u32) -> &Repository {
        self.generate(second);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "change"]);
        self
    }

    /// Two branches, each with a change of the YAML, and the second merged into the first; `style` is how git marks conflicts.
    fn branches(&self, ours: impl Fn(&Repository), theirs: impl Fn(&Repository), style: &str) -> &Repository {
        self.git(&["checkout", "-qb", "theirs"]);
        theirs(self);
        self.commit(200);
        self.git(&["checkout", "-q", "main"]);
        ours(self);
        self.commit(100);
        let merge = self.run_git(&["-c", &format!("merge.conflictStyle={style}"), "merge", "-q", "theirs"]);
        assert!(!merge.status.success() && self.read(LOCK).contains("\n<<<<<<< "), "git joins the locks itself now");
        self
    }

    /// Generates after a merge, which writes nothing but the lock, and proves what came of it.
    fn mends_itself(&self) {
        let before = self.migrations();
        self.generate(300);
        assert_eq!(self.migrations(), before, "no migration is written anew, and none is needed");
        let lock = self.read(LOCK);
        self.generate(400);
        assert_eq!(self.read(LOCK), lock, "a second run writes nothing");
        self.verifies();
    }

    fn verifies(&self) {
        let check = self.schemac(&["generate", "--check"], 500);
        assert!(check.status.success(), "{}", text(&check.stderr));
        let servers = local_servers();
        let server = servers.first().map_or_else(|| "embedded".to_owned(), |bin| bin.display().to_string());
        let verified = self.schemac(&["verify", "--scratch", &server], 500);
        assert!(verified.status.success(), "{}", text(&verified.stderr));
    }

    fn migrations(&self) -> Vec<(String, String)> {
        let entries =
            std::fs::read_dir(self.path("out/migrations")).expect("a folder").map(|entry| entry.expect("read"));
        let files = entries.filter(|entry| entry.path().is_file());
        let mut files: Vec<_> = files
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let text = self.read(&format!("out/migrations/{name}"));
                (name, text)
            })
            .collect();
        files.sort();
        files
    }

    /// Generates after a merge that does not go together, and follows the way out that is told.
    fn clashes(&self, said: &[&str]) {
        let output = self.schemac(&["generate"], 300);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{told}");
        for wanted in said {
            assert!(told.contains(wanted), "not said: {wanted}\n{told}");
        }
        let way_out = told.split('`').find(|part| part.starts_with("git checkout")).expect("a way out");
        for command in way_out.split(" && ").filter(|command| command.starts_with("git ")) {
            self.git(&command.split_whitespace().skip(1).collect::<Vec<_>>());
        }
        self.generate(300);
        self.verifies();
    }
}

/// A table with one more column, which stands after the column named.
fn with_column(name: &str, after: &str) -> String {
    let line = NOTES.lines().find(|line| line.starts_with(&format!("  {after}:"))).expect("a column");
    NOTES.replace(line, &format!("{line}\n  {name}: text"))
}

fn writes(file: &'static str, text: String) -> impl Fn(&Repository) {
    move |repository| {
        repository.write(file, &text);
    }
}

fn table(name: &str) -> String {
    format!("table: {name}\ncolumns:\n  id: {{ type: bigint, null: false, primary_key: true }}\n")
}

#[test]
fn tables_of_two_branches_stand_side_by_side() {
    for style in ["merge", "diff3", "zdiff3"] {
        let Some(repository) = Repository::new("timestamp") else { return };
        repository.branches(writes("a.yaml", table("a")), writes("b.yaml", table("b")), style).mends_itself();
    }
}

/// A column that one branch dropped does not come back because it stood beside one that the other added.
#[test]
fn columns_of_one_table_are_joined() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let dropped = NOTES.replace("  status: { type: text, null: false, default: new }\n", "");
    let ours = writes("notes.yaml", with_column("size", "status"));
    let theirs = writes("notes.yaml", dropped.clone());
    repository.branches(ours, theirs, "merge");
    repository.write("notes.yaml", &dropped.replace("  body", "  size: text\n  body")).mends_itself();

    let Some(repository) = Repository::new("timestamp") else { return };
    let ours = writes("notes.yaml", with_column("size", "id"));
    let theirs = writes("notes.yaml", with_column("state", "id"));
    repository.branches(ours, theirs, "merge");
    let both = with_column("size", "id").replace("  size: text\n", "  size: text\n  state: text\n");
    repository.write("notes.yaml", &both).mends_itself();
}

#[test]
fn attributes_of_one_column_are_joined() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let nullable = NOTES.replace("body: { type: text, null: false }", "body: text");
    let renamed = NOTES.replace("body: { type: text,", "body: { type: varchar(90),");
    let ours = writes("notes.yaml", nullable.clone());
    let theirs = writes("notes.yaml", renamed);
    repository.branches(ours, theirs, "merge");
    repository.write("notes.yaml", &nullable.replace("body: text", "body: varchar(90)")).mends_itself();
}

/// What the merge of the YAML adds, beyond either branch, is a migration of its own.
#[test]
fn what_only_the_merge_declares_is_written() {
    let Some(repository) = Repository::new("timestamp") else { return };
    repository.branches(writes("a.yaml", table("a")), writes("b.yaml", table("b")), "merge");
    let references = format!("{}  a: {{ type: bigint, references: a }}\nindexes: [[a]]\n", table("b"));
    let before = repository.migrations();
    repository.write("b.yaml", &references).generate(300);
    let after = repository.migrations();
    assert!(after.len() > before.len() && before.iter().all(|migration| after.contains(migration)), "{after:#?}");
    repository.verifies();
}

/// A table of two rows, and of what is added to them.
fn with_rows(first: &str, more: &str) -> String {
    let rows = format!("  rows:\n    - {{ name: a, note: {first} }}\n    - {{ name: b }}\n{more}");
    let columns = "  name: { type: text, null: false, primary_key: true }\n  note: text\n";
    format!("table: colours\ncolumns:\n{columns}seed:\n  key: name\n{rows}")
}

#[test]
fn rows_of_one_seed_are_joined() {
    let Some(repository) = Repository::new("timestamp") else { return };
    repository.write("seed.yaml", &with_rows("old", "    - { name: z }\n")).commit(2);
    let ours = writes("seed.yaml", with_rows("old", "    - { name: c }\n    - { name: z }\n"));
    let theirs = writes("seed.yaml", with_rows("new", "    - { name: d }\n"));
    repository.branches(ours, theirs, "merge");
    let both = with_rows("new", "    - { name: d }\n    - { name: c }\n");
    // Where a row stands is nothing in the database.
    repository.write("seed.yaml", &both).mends_itself();
}

#[test]
fn two_values_of_one_row_are_told() {
    let Some(repository) = Repository::new("timestamp") else { return };
    repository.write("seed.yaml", &with_rows("old", "")).commit(2);
    let (ours, theirs) = (writes("seed.yaml", with_rows("left", "")), writes("seed.yaml", with_rows("right", "")));
    repository.branches(ours, theirs, "merge").write("seed.yaml", &with_rows("left", ""));
    repository.clashes(&[
        "both branches changed seed rows public.colours",
        "sets `row ('a')` to `name = 'a', note = 'left'`",
        "sets `row ('a')` to `name = 'a', note = 'right'`",
    ]);
}

#[test]
fn two_values_of_one_attribute_are_told() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let default = |value: &str| NOTES.replace("default: new", &format!("default: {value}"));
    let ours = writes("notes.yaml", default("open"));
    let theirs = writes("notes.yaml", default("fresh"));
    repository.branches(ours, theirs, "merge").write("notes.yaml", &default("open"));
    repository.clashes(&[
        "error[SC0207]: both branches changed default public.notes.status",
        "migrations/20231114221500_app.sql sets `expression` to `'open'`",
        "migrations/20231114221640_app.sql sets `expression` to `'fresh'`",
    ]);
}

#[test]
fn what_one_drops_and_the_other_uses_is_told() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let ours =
        |r: &Repository| std::fs::remove_file(r.write("a.yaml", &table("a")).path("notes.yaml")).expect("removed");
    let view = "view: titles\nsecurity_invoker: true\nquery: select id, body from notes\n";
    let theirs = writes("titles.yaml", view.to_owned());
    repository.branches(ours, theirs, "merge");
    std::fs::remove_file(repository.path("titles.yaml")).expect("removed");
    repository.clashes(&["both branches changed table public.notes", "drops it", "uses it: view public.titles"]);
}

/// Postgres gives no column another type while a view shows it, and the view is there first.
#[test]
fn what_one_retypes_and_the_other_shows_is_told() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let view = "view: titles\nsecurity_invoker: true\nquery: select id, body from notes\n";
    let retyped = NOTES.replace("body: { type: text,", "body: { type: varchar(90),");
    repository.branches(writes("titles.yaml", view.to_owned()), writes("notes.yaml", retyped), "merge");
    repository.clashes(&[
        "both branches changed column public.notes.body",
        "changes `type`",
        "uses it: view public.titles",
    ]);
}

#[test]
fn what_both_create_is_told() {
    let Some(repository) = Repository::new("timestamp") else { return };
    let ours = writes("a.yaml", table("a"));
    let theirs = writes("b.yaml", table("a"));
    repository.branches(ours, theirs, "merge");
    std::fs::remove_file(repository.path("b.yaml")).expect("removed");
    repository.clashes(&["both branches changed table public.a", "20231114221500_app.sql creates it"]);
}

/// Neither number can be changed when others may have applied it; the branch whose migrations are removed gets the next one.
#[test]
fn one_number_for_two_is_told() {
    let Some(repository) = Repository::new("sequence") else { return };
    repository.branches(writes("a.yaml", table("a")), writes("b.yaml", table("b")), "merge");
    repository.clashes(&["error[SC0126]: both branches have a migration 002", "ours is migrations/002_app.sql"]);
    let migrations = repository.migrations();
    let names: Vec<&str> = migrations.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["001_app.sql", "002_app.sql", "003_app.sql"]);
    assert!(migrations[1].1.contains("create table public.b") && migrations[2].1.contains("create table public.a"));
}

/// Only `generate` joins: what is committed with the marks in it is not in order.
#[test]
fn others_ask_for_generate_first() {
    let Some(repository) = Repository::new("timestamp") else { return };
    repository.branches(writes("a.yaml", table("a")), writes("b.yaml", table("b")), "merge");
    for arguments in [&["verify"][..], &["generate", "--check"]] {
        let output = repository.schemac(arguments, 300);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(text(&output.stderr).contains("schemac generate"), "{}", text(&output.stderr));
    }
}
