//! `schemac verify` as people and scripts meet it: what it says of migrations that are in order and of those that are not, and that it
//! leaves nothing behind.
#![cfg(all(feature = "live", feature = "cli"))]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use schemac::scratch::{Server, local_servers};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schemac");

/// What most tests use: server programs start faster than the embedded server, and are not everywhere.
fn server() -> String {
    local_servers().first().map_or_else(|| "embedded".to_owned(), |bin| bin.display().to_string())
}

/// A project of its own, generated.
struct Project {
    folder: tempfile::TempDir,
}

const SETTINGS: &str = "project: app
migrations: { naming: sequence }
output: out
models: false
docs: false
lints: { multiple_permissive: allow }
";

const SCHEMA: &str = "external:
  roles: [reader]
---
enum: mood
values: [sad, happy]
---
domain: score
type: integer
default: 1
---
table: notes
columns:
  id: { type: uuid, null: false, default: gen_random_uuid(), primary_key: true }
  title: { type: text, null: false, default: none }
  mood: { type: mood, null: false, default: happy }
indexes:
  - [title]
rls: true
policies:
  - { name: reads, for: select, to: reader, using: title <> 'secret' }
grants:
  reader: [select]
seed:
  key: id
  rows:
    - { id: 00000000-0000-0000-0000-000000000001, title: first }
    - { id: 00000000-0000-0000-0000-000000000002, title: second }
";

impl Project {
    fn new() -> Project {
        let project = Project { folder: tempfile::tempdir().expect("a folder") };
        std::fs::write(project.path("schemac.yaml"), SETTINGS).expect("written");
        std::fs::write(project.path("app.yaml"), SCHEMA).expect("written");
        let output = project.command(&["generate"]).output().expect("run");
        assert!(output.status.success(), "{}", stderr(&output));
        project
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env("SCHEMAC_CACHE_DIR", self.path(".cache"));
        command
    }

    fn verify(&self) -> Output {
        self.command(&["verify", "--scratch", &server()]).output().expect("run")
    }

    /// Replaces a piece of a file, which has to be there.
    fn edit(&self, file: &str, from: &str, to: &str) -> &Project {
        let text = std::fs::read_to_string(self.path(file)).expect("readable");
        assert!(text.contains(from), "{file} lacks {from}:\n{text}");
        std::fs::write(self.path(file), text.replacen(from, to, 1)).expect("written");
        self
    }
}

const UP: &str = "out/migrations/001_app.sql";
const DOWN: &str = "out/migrations/down/001_app.sql";

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A finding as one line, whatever way it is drawn.
fn found(output: &Output, what: &[&str]) {
    let text = stderr(output);
    for wanted in what {
        assert!(text.contains(wanted), "not said: {wanted}\n{text}");
    }
}

#[test]
fn the_five_systems_do_what_they_say() {
    let output =
        Command::new(PROGRAM).args(["verify", "--project", "schema"]).env_remove("SCHEMAC_POSTGRES_BIN").output();
    let output = output.expect("run");
    let text = stderr(&output);
    assert!(output.status.success(), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains(": verified ")).count(), 5, "{text}");
    assert!(text.contains("verified 10 migrations, ") && text.contains("(stubbed: platform supabase"), "{text}");
}

#[test]
fn every_server_of_this_machine_will_do() {
    for bin in local_servers() {
        for project in ["schema/unified_memory", "schema/agentflow"] {
            let output = Command::new(PROGRAM).args(["verify", "--project", project, "--scratch"]).arg(&bin).output();
            let output = output.expect("run");
            assert!(output.status.success(), "{}", stderr(&output));
            found(&output, &[&format!("in {} in ", bin.display())]);
        }
    }
}

#[test]
fn an_edited_migration_is_named_with_both_values() {
    let project = Project::new();
    assert!(project.verify().status.success(), "{}", stderr(&project.verify()));
    project
        .edit(UP, "using (title <> 'secret')", "using (true)")
        .edit(UP, "'sad', 'happy'", "'sad', 'happy', 'angry'")
        .edit(UP, "'second'", "'2nd'")
        .edit(UP, "default 'none'", "default 'some'")
        .edit(UP, "commit;", "grant delete on public.notes to reader;\ncommit;")
        .edit(UP, "commit;", "create view public.everything as select * from public.notes;\ncommit;");
    let output = project.verify();
    assert_eq!(output.status.code(), Some(1));
    found(
        &output,
        &[
            "SC0204",
            "migrations/001_app.sql: `using` of policy public.notes.reads is not what is declared",
            "the migrations make it: `true`",
            "the YAML declares it: `title <> 'secret'::text`",
            "using (true)",
            "migrations/001_app.sql: `values` of enum public.mood is not what is declared",
            "`[sad, happy, angry]`",
            "migrations/001_app.sql: `title` of the seed row id = '00000000-0000-0000-0000-000000000002' of notes",
            "the migrations make it: '2nd'",
            "'2nd')",
            "migrations/001_app.sql: `expression` of default public.notes.title is not what is declared",
            "title text not null default 'some'",
            "`'some'::text`",
            "migrations/001_app.sql: `to.reader.privileges` of grants of table public.notes is not what is declared",
            "the migrations make it: `[select, delete]`",
            "grant delete on public.notes to reader",
            "migrations/001_app.sql: view public.everything is made by the migrations, and not declared",
            "declared here",
        ],
    );
    let output = project.command(&["verify", "--scratch", &server(), "--format", "github"]).output().expect("run");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("file=./out/migrations/001_app.sql,line=")
            || text.contains("file=out/migrations/001_app.sql,line="),
        "{text}"
    );
}

#[test]
fn what_is_not_undone_is_named() {
    let project = Project::new();
    project.edit(DOWN, "drop type public.mood;", "");
    let output = project.verify();
    assert_eq!(output.status.code(), Some(1));
    found(
        &output,
        &["SC0403", "migrations/down/001_app.sql: enum public.mood is still there after the migration was undone"],
    );
    assert!(!stderr(&output).contains("cannot be applied again"), "what comes of it is not told");
}

#[test]
fn a_migration_that_fails_is_shown_where() {
    let project = Project::new();
    project.edit(UP, "commit;", "select 1 / 0;\ncommit;");
    let output = project.verify();
    assert_eq!(output.status.code(), Some(1));
    found(&output, &["SC0402", "001_app.sql cannot be applied: division by zero", "select 1 / 0;"]);

    let project = Project::new();
    project.edit(UP, "to reader", "to nobody_here");
    found(&project.verify(), &["SC0402", "role \"nobody_here\" does not exist"]);
}

#[test]
fn what_no_migration_has_yet_is_told_once() {
    let project = Project::new();
    project.edit("app.yaml", "values: [sad, happy]", "values: [sad, happy, calm]");
    let output = project.verify();
    assert_eq!(output.status.code(), Some(1));
    found(&output, &["SC0203", "no migration has this yet: enum public.mood"]);
    assert!(!stderr(&output).contains("SC0401"), "{}", stderr(&output));
}

#[test]
fn one_that_cannot_be_undone_is_counted() {
    let project = Project::new();
    let pair = "values: [sad, happy]\n---\ncomposite_type: pair\nattributes: { a: int, b: int }\n---\n\
        table: held\nrls: { enabled: false, reason: No matter. }\ncolumns: { id: { type: int, primary_key: true }, pairs: 'pair[]' }";
    // An attribute that goes could only come back as the last, as long as there are arrays of such values.
    for (from, to) in [("values: [sad, happy]", pair), ("{ a: int, b: int }", "{ b: int }")] {
        project.edit("app.yaml", from, to);
        let output = project.command(&["generate", "--allow", "all"]).output().expect("run");
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let output = project.verify();
    assert!(output.status.success(), "{}", stderr(&output));
    found(&output, &["verified 3 migrations (1 cannot be undone)"]);
}

#[test]
fn a_server_without_room_is_no_finding() {
    let project = Project::new();
    let too_much = "set temp_file_limit = '1kB'; set work_mem = '64kB';\n\
        select count(*) from (select n from generate_series(1, 1000000) n order by n desc) many;\n";
    project.edit(UP, "begin;", &format!("{too_much}begin;"));
    let output = project.verify();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    found(&output, &["error: the scratch server failed", "temporary file size exceeds"]);
}

#[test]
fn a_wrong_server_is_said_clearly() {
    let project = Project::new();
    let said = |scratch: &str| project.command(&["verify", "--scratch", scratch]).output().expect("run");
    let output = said("docker");
    assert_eq!(output.status.code(), Some(2));
    found(&output, &["write `embedded`, `local`"]);
    let output = said("/nowhere/bin");
    assert_eq!(output.status.code(), Some(2));
    found(&output, &["/nowhere/bin/postgres"]);
    let output = said("postgres://me:secret@127.0.0.1:1/db");
    assert_eq!(output.status.code(), Some(2));
    found(&output, &["a scratch database on postgres://me@127.0.0.1:1/db did not start"]);
    assert!(!stderr(&output).contains("secret"));

    let output = project.command(&["verify"]).env("TMPDIR", project.path("gone")).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
    found(&output, &["cannot create a directory in", "gone"]);
}

/// On a server that others use as well, nothing of a run stays: neither databases nor the roles that it needed.
#[test]
fn a_server_that_runs_already_is_left_as_it_was() {
    let Some(bin) = local_servers().into_iter().next() else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let server = Server::local(&bin).expect("it works");
    let mut database = runtime.block_on(server.database()).expect("it starts");
    let socket = database.options().get_socket().expect("a socket").display().to_string();
    let mut value = |sql: &str| {
        let rows = runtime.block_on(database.query_text(sql)).expect("an answer");
        rows.into_iter().flatten().flatten().collect::<Vec<_>>()
    };
    let all = "select datname from pg_database union all select rolname from pg_roles order by 1";
    value("create role modest login");
    let before = value(all);
    let run = |user: &str, project: &str| {
        let url = format!("postgres:///postgres?host={socket}&port=5432&user={user}");
        let output = Command::new(PROGRAM).args(["verify", "--project", project, "--scratch", &url]).output();
        output.expect("run")
    };
    let output = run("postgres", "schema/agentflow");
    assert!(output.status.success(), "{}", stderr(&output));
    found(&output, &["at postgres:///postgres in ", "stubbed: platform supabase"]);
    assert_eq!(value(all), before);

    let output = run("modest", "schema/agentflow");
    assert_eq!(output.status.code(), Some(2));
    found(&output, &["the role modest may not create databases: run `alter role modest createdb`"]);
}

/// Roles are those of a whole server: what is tried on one that others use must not touch any.
#[test]
fn roles_are_tried_on_a_server_of_their_own() {
    let role = "---\nrole: worker\nlogin: true\nmember_of: [reader]\nsettings: { work_mem: 4MB }\n";
    let project = Project::new();
    std::fs::write(project.path("app.yaml"), format!("{SCHEMA}{role}")).expect("written");
    let generate = || {
        let output = project.command(&["generate"]).output().expect("run");
        assert!(output.status.success(), "{}", stderr(&output));
    };
    generate();
    project.edit("app.yaml", "login: true", "inherit: false\ncomment: Works.").edit("app.yaml", "4MB", "8MB");
    generate();
    let output = project.verify();
    assert!(output.status.success(), "{}", stderr(&output));
    found(&output, &["verified 3 migrations"]);

    let Some(bin) = local_servers().into_iter().next() else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let server = Server::local(&bin).expect("it works");
    let database = runtime.block_on(server.database()).expect("it starts");
    let socket = database.options().get_socket().expect("a socket").display();
    let url = format!("postgres:///postgres?host={socket}&port=5432&user=postgres");
    let output = project.command(&["verify", "--scratch", &url]).output().expect("run");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    found(&output, &["the project declares roles", "--scratch embedded"]);

    // A role stays when it is no longer declared.
    std::fs::write(project.path("app.yaml"), SCHEMA).expect("written");
    generate();
    let output = project.verify();
    assert!(output.status.success(), "{}", stderr(&output));
    found(&output, &["verified 4 migrations"]);
}

#[test]
fn a_port_that_is_taken_does_not_matter() {
    // Whoever holds it otherwise serves as well.
    let _taken = std::net::TcpListener::bind("127.0.0.1:5432");
    let output = Project::new().verify();
    assert!(output.status.success(), "{}", stderr(&output));
}

/// A run in the middle of a migration that takes long.
struct Running {
    project: Project,
    temporary: tempfile::TempDir,
    child: Child,
}

impl Running {
    fn start(server: &str) -> Running {
        let project = Project::new();
        project.edit(UP, "begin;", "create table slept as select 1 from pg_sleep(60);\nbegin;");
        let temporary = tempfile::tempdir().expect("a folder");
        let mut command = project.command(&["verify", "--scratch", server]);
        let child = command.env("TMPDIR", temporary.path()).stderr(Stdio::piped()).spawn().expect("started");
        Running { project, temporary, child }
    }

    /// Whether there was such a process to take it.
    fn signal(&self, name: &str, process: u32) -> bool {
        let sent =
            Command::new("kill").args([&format!("-{name}"), &process.to_string()]).stderr(Stdio::null()).status();
        sent.expect("kill").success()
    }

    /// The processes that the run started.
    fn processes(&self) -> Vec<(u32, Vec<String>)> {
        let mut all = children(self.child.id());
        let mut at = 0;
        while let Some((process, _)) = all.get(at) {
            all.extend(children(*process));
            at += 1;
        }
        all
    }

    /// The server programs among them, with their data directories, once one of them is in the middle of the migration.
    fn servers(&self) -> Vec<(u32, PathBuf)> {
        let at_work = |arguments: &[String]| arguments.first().is_some_and(|title| title.ends_with(" CREATE TABLE AS"));
        wait_until("the migration runs", || self.processes().iter().any(|(_, arguments)| at_work(arguments)));
        let server = |(process, arguments): (u32, Vec<String>)| {
            let data = arguments.iter().position(|argument| argument == "-D").and_then(|at| arguments.get(at + 1))?;
            arguments.first()?.ends_with("/postgres").then(|| (process, PathBuf::from(data)))
        };
        self.processes().into_iter().filter_map(server).collect()
    }

    fn end(self) -> (Output, tempfile::TempDir) {
        let Running { project: _project, temporary, child } = self;
        (child.wait_with_output().expect("ended"), temporary)
    }
}

/// The children of a process, with what they were started with.
fn children(parent: u32) -> Vec<(u32, Vec<String>)> {
    let read = |path: String| std::fs::read_to_string(path).unwrap_or_default();
    let processes = Path::new("/proc").read_dir().expect("readable").flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|process| {
            let status = read(format!("/proc/{process}/status"));
            status.lines().any(|line| line.strip_prefix("PPid:").is_some_and(|id| id.trim() == parent.to_string()))
        })
        .map(|process| (process, read(format!("/proc/{process}/cmdline")).split('\0').map(str::to_owned).collect()))
        .collect()
}

fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < Duration::from_secs(60), "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The folder that a server works in, which goes with the run.
fn run_folder(data: &Path) -> &Path {
    data.ancestors().nth(2).expect("two folders above")
}

fn is_empty(folder: &Path) -> bool {
    folder.read_dir().expect("readable").next().is_none()
}

#[test]
#[cfg(target_os = "linux")]
fn a_killed_server_is_said_clearly_and_leaves_nothing() {
    for bin in local_servers() {
        let running = Running::start(&bin.display().to_string());
        let servers = running.servers();
        // The one that the model was made on may have ended by itself.
        assert!(servers.iter().filter(|(process, _)| running.signal("KILL", *process)).count() > 0);
        let (output, temporary) = running.end();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        found(&output, &["error: the scratch server ended: PostgreSQL"]);
        assert!(is_empty(temporary.path()));
        for (process, data) in servers {
            assert!(!run_folder(&data).exists() && !Path::new(&format!("/proc/{process}")).exists());
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_leaves_nothing() {
    for signal in ["INT", "TERM", "KILL"] {
        for bin in local_servers() {
            let running = Running::start(&bin.display().to_string());
            let servers = running.servers();
            assert!(!servers.is_empty());
            assert!(running.signal(signal, running.child.id()));
            ended(running, signal);
            for (process, data) in servers {
                let gone = || !run_folder(&data).exists() && !Path::new(&format!("/proc/{process}")).exists();
                assert!(signal == "KILL" || gone(), "left after SIG{signal}");
                wait_until("the server is gone", gone);
            }
        }
        if cfg!(feature = "embedded") {
            let running = Running::start("embedded");
            // Two clusters are in the folder of the run, beside its lock.
            let entries = |folder: &Path| {
                folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>()
            };
            let inside = || entries(running.temporary.path()).iter().flat_map(|run| entries(run)).count();
            wait_until("the server has files", || inside() >= 2);
            assert!(running.signal(signal, running.child.id()));
            ended(running, signal);
        }
    }
}

/// Waits for a run that was told to end.
fn ended(running: Running, signal: &str) {
    let (output, temporary) = running.end();
    if signal == "KILL" {
        wait_until("the folder is removed", || is_empty(temporary.path()));
        return;
    }
    assert_eq!(output.status.code(), Some(130), "{}", stderr(&output));
    assert_eq!(stderr(&output).trim(), "error: interrupted; the scratch server is stopped and its files are removed");
    assert!(is_empty(temporary.path()), "left after SIG{signal}");
}
