//! What tests of cases share: a folder below `cases` is a project, a server, and databases made with both.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use schemac::diagnostic::Diagnostics;
use schemac::kind::{Kind, Object};
use schemac::lock::Lock;
use schemac::scratch::{Database, Error, Server, local_servers, stub};
use schemac::source::Sources;
use schemac::step::Hazard;
use schemac::{Generated, Options, generate, report, sql_script};

use crate::support;

/// Failures are told, not thrown, so that one run shows them all.
pub type Outcome<T = ()> = Result<T, String>;

const PROJECT: &str = "project: case\npostgres: 15\nmigrations: { naming: sequence }\nmodels: false\ndocs: false\n";

/// The files of a case that are no part of its project.
const NOT_PROJECT: &[&str] = &[
    "project.yaml",
    "before.sql",
    "seed.sql",
    "check.sql",
    "check.txt",
    "undone.sql",
    "undone.txt",
    "up.sql",
    "old.yaml",
    "new.yaml",
];

/// A server, and its `pg_dump` where it has one.
pub struct Place {
    pub server: Server,
    pub dump: Option<PathBuf>,
}

pub fn run(root: &str, is_case: &dyn Fn(&Path) -> bool, test: &(impl AsyncFn(&Place, &Path) -> Outcome + Sync)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(root);
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut cases: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| is_case(path))
        .collect();
    assert!(!cases.is_empty(), "no cases in {}", root.display());
    cases.retain(|path| path.to_string_lossy().contains(&wanted));
    let dumps = local_servers()
        .into_iter()
        .map(|bin| Some(bin.join("pg_dump")).filter(|program| program.is_file()))
        .chain(std::iter::repeat(None));
    let places = support::servers().into_iter().zip(dumps).map(|(server, dump)| Place { server, dump });
    let places: Vec<(Place, AtomicUsize)> = places.map(|place| (place, AtomicUsize::new(0))).collect();
    // Half of the time is spent in waiting for a server.
    let failures: String = std::thread::scope(|scope| {
        let workers = places.iter().chain(&places);
        let threads: Vec<_> =
            workers.map(|(place, next)| scope.spawn(|| run_on(place, next, &root, &cases, test))).collect();
        threads.into_iter().map(|thread| thread.join().expect("failures are told")).collect()
    });
    assert!(failures.is_empty(), "{failures}");
}

/// Runs one case after the other, whichever no other thread has taken.
fn run_on(
    place: &Place,
    next: &AtomicUsize,
    root: &Path,
    cases: &[PathBuf],
    test: &impl AsyncFn(&Place, &Path) -> Outcome,
) -> String {
    let mut failures = String::new();
    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
        if wants(case) > major(&place.server) {
            continue;
        }
        let started = std::time::Instant::now();
        let outcome = support::runtime().block_on(test(place, case));
        let name = case.strip_prefix(root).unwrap_or(case).display();
        println!("{:>5} ms {name}", started.elapsed().as_millis());
        if let Err(failure) = outcome {
            let _ = write!(failures, "\n=== {name} on {}\n{failure}\n", place.server.name());
        }
    }
    failures
}

/// The major version that the project of a case is for, at least.
fn wants(case: &Path) -> u32 {
    let settings = std::fs::read_to_string(case.join("project.yaml")).unwrap_or_default();
    settings.lines().find_map(|line| line.strip_prefix("postgres: ")?.parse().ok()).unwrap_or(0)
}

fn major(server: &Server) -> u32 {
    server.version().split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0)
}

/// A schema as our own query sees it, and `pg_dump` where there is one.
pub struct State {
    pub fingerprint: String,
    pub dump: String,
}

impl State {
    pub async fn of(database: &mut Database, place: &Place) -> Outcome<State> {
        let dump = place.dump.as_deref().map_or_else(|| Ok(String::new()), |program| dump(program, database))?;
        Ok(State { fingerprint: fingerprint(database).await?, dump })
    }
}

/// A project in a folder.
pub struct Project {
    folder: PathBuf,
    /// Removed with the project, where the folder is the project's own.
    _own: Option<tempfile::TempDir>,
}

/// Migrations of one run, in the order in which they are applied.
pub struct Files {
    pub up: Vec<String>,
    pub down: Vec<String>,
}

impl Files {
    pub fn up(&self) -> String {
        self.up.concat()
    }
}

impl Project {
    /// The project in a folder that somebody else made.
    pub fn at(folder: &Path) -> Project {
        Project { folder: folder.to_owned(), _own: None }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn is_supabase(&self) -> bool {
        let settings = std::fs::read_to_string(self.folder.join("schemac.yaml")).unwrap_or_default();
        settings.contains("platform: supabase")
    }

    pub fn new(case: &Path, schema: &str) -> Outcome<Project> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        for entry in case.read_dir().map_err(|error| error.to_string())?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !NOT_PROJECT.contains(&name.as_str()) {
                std::fs::copy(entry.path(), folder.path().join(name)).map_err(|error| error.to_string())?;
            }
        }
        let settings = std::fs::read_to_string(case.join("project.yaml")).unwrap_or_else(|_| PROJECT.to_owned());
        std::fs::write(folder.path().join("schemac.yaml"), settings).map_err(|error| error.to_string())?;
        let project = Project { folder: folder.path().to_owned(), _own: Some(folder) };
        project.become_(case, schema)?;
        Ok(project)
    }

    pub fn become_(&self, case: &Path, schema: &str) -> Outcome {
        std::fs::copy(case.join(schema), self.folder.join("schema.yaml")).map(drop).map_err(|error| error.to_string())
    }

    pub fn compile(&self, check: bool) -> Outcome<Generated> {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let options = Options { check, allow: Hazard::ALL.iter().copied().collect(), now: 20_260_101_000_000 };
        let generated =
            generate::generate(&self.folder, &options, &mut sources, &mut out).map_err(|error| error.to_string())?;
        if out.has_errors() {
            return Err(report::render(&out, &sources, report::Format::Human, false));
        }
        generated.into_iter().next().ok_or_else(|| "nothing was generated".to_owned())
    }

    pub fn generate(&self) -> Outcome<Files> {
        let generated = self.compile(false)?;
        let (mut up, mut down) = (Vec::new(), Vec::new());
        let mut written = generated.written.clone();
        written.sort();
        for path in written.iter().filter(|path| path.starts_with("migrations/")) {
            let text = std::fs::read_to_string(generated.output.join(path)).map_err(|error| error.to_string())?;
            if path.contains("/down/") { down.insert(0, text) } else { up.push(text) }
        }
        Ok(Files { up, down })
    }

    /// Nothing is left to do, with the model as it comes back from the lock.
    pub fn settled(&self) -> Outcome {
        self.compile(true).map(drop).map_err(|error| format!("after generating: {error}"))
    }

    /// A database with what the project finds: the platform, stand-ins for extensions that the server lacks, `before.sql`.
    pub async fn database(&self, place: &Place, case: &Path) -> Outcome<Database> {
        let mut database = place.server.database().await.map_err(|error| error.to_string())?;
        if self.is_supabase() {
            stub::supabase(&mut database).await.map_err(|error| error.to_string())?;
        }
        let extensions = self.extensions()?;
        let wanted: Vec<(&str, &str)> =
            extensions.iter().map(|(name, schema)| (name.as_str(), schema.as_str())).collect();
        stub::install(&mut database, &wanted).await.map_err(|error| error.to_string())?;
        if let Ok(script) = std::fs::read_to_string(case.join("before.sql")) {
            database.execute(&script).await.map_err(|error| format!("before.sql: {error}"))?;
        }
        Ok(database)
    }

    pub fn lock(&self) -> Outcome<Lock> {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let lock = Lock::read(&self.folder.join("generated"), &mut sources, &mut out);
        lock.map_err(|error| error.to_string())?.ok_or_else(|| "the lock cannot be read".to_owned())
    }

    pub fn extensions(&self) -> Outcome<Vec<(String, String)>> {
        let lock = self.lock()?;
        Ok(lock
            .catalog
            .iter()
            .filter(|(id, _)| id.kind == Kind::Extension)
            .filter_map(|(_, object)| {
                if let Object::Extension(extension) = object {
                    Some((extension.name.as_str().to_owned(), extension.schema.as_str().to_owned()))
                } else {
                    None
                }
            })
            .collect())
    }
}

pub async fn apply(database: &mut Database, files: &[String]) -> Outcome {
    for text in files {
        database.execute(text).await.map_err(|error| explained(&error, text))?;
        database.execute("reset all").await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The error with the lines around it.
pub fn explained(error: &Error, script: &str) -> String {
    let Error::Script(refused) = error else { return error.to_string() };
    let first = refused.line.saturating_sub(4);
    let lines = script
        .lines()
        .enumerate()
        .skip(first)
        .take(8)
        .fold(String::new(), |text, (at, line)| text + &format!("\n{:>5} {line}", at + 1));
    format!("{error}{lines}")
}

/// The answers to the queries of `check.sql`, a line each row.
pub async fn check(database: &mut Database, case: &Path) -> Outcome {
    ask(database, case, "check").await
}

/// Whether the queries of a case find what stands in the file beside them.
pub async fn ask(database: &mut Database, case: &Path, name: &str) -> Outcome {
    let Ok(script) = std::fs::read_to_string(case.join(format!("{name}.sql"))) else { return Ok(()) };
    let mut text = String::new();
    for statement in sql_script::split(&script) {
        let rows = database
            .query_text(statement.text)
            .await
            .map_err(|error| format!("{name}.sql, line {}: {error}", statement.line))?;
        if !text.is_empty() {
            text.push('\n');
        }
        for row in rows {
            let cells: Vec<String> = row.into_iter().map(|cell| cell.unwrap_or_else(|| "∅".to_owned())).collect();
            let _ = writeln!(text, "{}", cells.join(" | "));
        }
    }
    expect(case, &format!("{name}.txt"), &text)
}

pub async fn fingerprint(database: &mut Database) -> Outcome<String> {
    let failed = |error: Error| format!("fingerprint: {error}");
    database.execute("set search_path = ''; set jit = off").await.map_err(failed)?;
    let rows = database.query_text(include_str!("fingerprint.sql").trim_end()).await.map_err(failed)?;
    database.execute("reset all").await.map_err(failed)?;
    Ok(rows.into_iter().flatten().flatten().fold(String::new(), |text, line| text + &line + "\n"))
}

/// The schema as `pg_dump` sees it, without the token that it makes up each time.
pub fn dump(program: &Path, database: &mut Database) -> Outcome<String> {
    let options = database.options();
    let host =
        options.get_socket().map_or_else(|| options.get_host().to_owned(), |socket| socket.display().to_string());
    let output = Command::new(program)
        .args([
            "--schema-only",
            "--host",
            &host,
            "--port",
            &options.get_port().to_string(),
            "--username",
            options.get_username(),
            options.get_database().unwrap_or("postgres"),
        ])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("pg_dump: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text
        .lines()
        .filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
        .fold(String::new(), |text, line| text + line + "\n"))
}

/// Compares with a file of the case, or writes it.
pub fn expect(case: &Path, file: &str, found: &str) -> Outcome {
    let path = case.join(file);
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        return std::fs::write(&path, found).map_err(|error| error.to_string());
    }
    let wanted = std::fs::read_to_string(&path).map_err(|error| format!("{file}: {error}; UPDATE=1 writes it"))?;
    same("found", found, file, &wanted)
}

pub fn same(left: &str, found: &str, right: &str, wanted: &str) -> Outcome {
    if found == wanted {
        return Ok(());
    }
    let only = |a: &str, b: &str, mark: &str| {
        let others: Vec<&str> = b.lines().collect();
        a.lines().filter(|line| !others.contains(line)).fold(String::new(), |text, line| text + mark + line + "\n")
    };
    let lines = only(found, wanted, "+ ") + &only(wanted, found, "- ");
    Err(format!(
        "{left} (+) is not as {right} (-):\n{}",
        if lines.is_empty() { "the lines stand in another order" } else { &lines }
    ))
}
