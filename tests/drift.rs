//! Drift: a database that the committed migrations built is as declared, on every server; and whatever is changed by hand is found once, at
//! the object and the attribute that were changed, with the line that declares it.
#![cfg(feature = "live")]

mod support;

use std::path::{Path, PathBuf};

use schemac::Options;
use schemac::canonical;
use schemac::diagnostic::Diagnostics;
use schemac::drift::{self, Finding, Report, State};
use schemac::generate;
use schemac::kind::schema::public;
use schemac::live::{self, Reading};
use schemac::lower::{Lowered, lower};
use schemac::project::Project;
use schemac::scratch::{Database, Server};
use schemac::source::Sources;

use support::{runtime, servers};

/// A project with a database that its migrations built.
struct Built {
    project: Project,
    lowered: Lowered,
    sources: Sources,
    database: Database,
    declared: Reading,
}

fn systems() -> Vec<(Project, Lowered, Sources)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let read =
        |root: &Path| generate::projects(root, &mut Sources::default(), &mut Diagnostics::default()).expect("readable");
    let folders: Vec<PathBuf> = read(&root).into_iter().map(|project| project.root).collect();
    folders.iter().map(|folder| self::read(folder)).collect()
}

/// The project in a folder.
fn read(folder: &Path) -> (Project, Lowered, Sources) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let project = generate::projects(folder, &mut sources, &mut out).expect("readable").remove(0);
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{}", folder.display());
    (project, lowered, sources)
}

impl Built {
    async fn of(server: &Server, (project, lowered, sources): (Project, Lowered, Sources)) -> Built {
        let mut database = server.database().await.expect("a database");
        canonical::prepare(&mut database, &project, &lowered).await.expect("prepared");
        let folder = project.output.join("migrations");
        let mut files: Vec<PathBuf> = folder
            .read_dir()
            .expect("migrations")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        for file in files {
            let script = std::fs::read_to_string(&file).expect("a migration");
            database.execute(&script).await.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            database.execute("reset all").await.expect("reset");
        }
        let (declared, _) = canonical::build(server, &project, &lowered, false).await.expect("built");
        Built { project, lowered, sources, database, declared }
    }

    async fn drift(&mut self) -> Report {
        let found = live::read(self.database.connection(), false).await.expect("read");
        drift::drift(&self.project, &self.lowered, self.declared.clone(), found)
    }
}

#[test]
fn what_migrations_built_is_as_declared() {
    for server in servers() {
        for system in systems() {
            let name = system.0.name.clone();
            let report = runtime().block_on(async { Built::of(&server, system).await.drift().await });
            assert!(
                report.findings.is_empty() && report.not_compared.is_empty(),
                "{name} on {}: {report:#?}",
                server.name()
            );
            assert!(report.unmodelled.is_empty(), "{name} on {}: {:?}", server.name(), report.unmodelled);
        }
    }
}

/// What is changed by hand, the object that is reported, and what is said of it.
const PLANTED: &[(&str, &str, &str)] = &[
    ("alter table trips add column extra text", "column public.trips.extra", "unexpected"),
    ("alter table trips alter column destination set not null", "column public.trips.destination", "not_null"),
    ("alter table trips alter column party_size type integer", "column public.trips.party_size", "type"),
    ("alter table trips alter column status set default 'booked'", "default public.trips.status", "expression"),
    ("alter table trips alter column party_size drop default", "default public.trips.party_size", "missing"),
    (
        "alter table trips drop constraint trips_end_after_start",
        "constraint public.trips.trips_end_after_start",
        "missing",
    ),
    (
        "alter table trips add constraint short check (length(title) < 10)",
        "constraint public.trips.short",
        "unexpected",
    ),
    ("drop index trips_user_id_starts_on_idx", "index public.trips_user_id_starts_on_idx", "missing"),
    ("create index by_hand on trips (destination)", "index public.by_hand", "unexpected"),
    ("grant select on trips to anon", "grants of table public.trips", "to.anon.privileges"),
    ("create policy debug on trips using (true)", "policy public.trips.debug", "unexpected"),
    ("comment on table trips is 'Mine.'", "comment of table public.trips", "text"),
    ("alter table profiles disable row level security", "row security public.profiles", "missing"),
    ("alter table profiles replica identity full", "replica identity public.profiles", "unexpected"),
    ("alter table profiles set (fillfactor = 50)", "table public.profiles", "storage_parameters.fillfactor"),
    ("alter table trip_collaborators owner to authenticator", "table public.trip_collaborators", "owner"),
    ("alter function private.accessible_trip_ids() volatile", "function private.accessible_trip_ids()", "volatility"),
    (
        "alter function private.editable_trip_ids() reset search_path",
        "function private.editable_trip_ids()",
        "set.search_path",
    ),
    (
        "grant execute on function private.editable_trip_ids() to anon",
        "grants of function private.editable_trip_ids()",
        "to.anon.privileges",
    ),
    ("create function by_hand() returns int language sql as 'select 1'", "function public.by_hand()", "unknown"),
    ("create table rogue (id int)", "table public.rogue", "unknown"),
    ("create view peek as select * from trips", "view public.peek", "unknown"),
    ("create type colour as enum ('red')", "enum public.colour", "unknown"),
    ("create sequence counter", "sequence public.counter", "unknown"),
    ("grant create on schema private to anon", "grants of schema private", "to.anon.privileges"),
    (
        "alter default privileges in schema private grant select on tables to anon",
        "default privileges on tables in private",
        "unknown",
    ),
    ("create foreign data wrapper by_hand", "foreign data wrapper by_hand", "unknown"),
    ("create server by_hand foreign data wrapper by_hand", "server by_hand", "unknown"),
    ("create user mapping for public server by_hand", "user mapping for public server by_hand", "unknown"),
    ("create foreign table far (id int) server by_hand", "foreign table public.far", "unknown"),
];

/// Foreign data, which none of the systems has.
const FOREIGN: &str = "\
foreign_data_wrapper: wrapper
---
server: far
wrapper: wrapper
options: { host: far }
---
user_mapping: public
server: far
options: { user: reader }
---
external: { servers: [theirs] }
---
user_mapping: public
server: theirs
---
foreign_table: outside
server: theirs
columns: { id: int }
---
foreign_table: events
server: far
columns: { id: { type: int, options: { name: event_id } }, kind: text }
";

const PLANTED_IN_FOREIGN: &[(&str, &str, &str)] = &[
    ("alter server far version '2'", "server far", "version"),
    ("drop user mapping for public server theirs", "user mapping for public server theirs", "missing"),
    ("alter server far options (set host 'near')", "server far", "options.host, version"),
    ("grant usage on foreign server far to public", "grants of server far", "unexpected"),
    (
        "alter user mapping for public server far options (drop user)",
        "user mapping for public server far",
        "options.user",
    ),
    ("alter foreign table events options (add path 'x')", "foreign table public.events", "options.path"),
    ("alter foreign table events alter id options (set name 'x')", "column public.events.id", "options.name"),
    ("alter foreign table events alter kind set not null", "column public.events.kind", "not_null"),
    ("alter foreign table events add check (id > 0)", "constraint public.events.events_id_check", "unexpected"),
    ("comment on foreign table events is 'Mine.'", "comment of foreign table public.events", "unexpected"),
    ("grant select on events to public", "grants of foreign table public.events", "unexpected"),
    (
        "alter foreign data wrapper wrapper validator postgresql_fdw_validator",
        "foreign data wrapper wrapper",
        "validator",
    ),
];

/// What each database keeps to itself.
const SECRETS: &str = "\
alter server far options (add api_key 'hidden');
alter user mapping for public server far options (add password 'hidden');
alter server theirs options (add dbname 'x');
create user mapping for current_user server theirs options (fetch_size '5');
alter foreign table events options (add auth_token 'hidden');
alter foreign table events alter id options (add secret 'hidden')";

#[test]
fn what_is_changed_by_hand_is_found_once() {
    for server in servers() {
        let system = systems().into_iter().find(|(project, _, _)| project.name == "trip_planner").expect("the system");
        runtime().block_on(async {
            let mut built = Built::of(&server, system).await;
            let known = plant(&mut built, PLANTED, &server).await;
            assert_eq!(known.len(), PLANTED.len(), "{known:#?}");
        });
    }
}

/// What others have in place of a new platform's own rights on `public`: nothing is said of what the project does not speak of, but that
/// somebody may create there.
const ON_PUBLIC: &[(&str, &str, &str)] = &[
    ("revoke usage on schema public from anon, authenticated, service_role, supabase_auth_admin", "", ""),
    ("grant usage on schema public to authenticator with grant option", "", ""),
    ("grant create on schema public to anon", "grants of schema public", "unexpected"),
];

/// What has consequences for other objects, of which nothing more is to be said.
const FOLLOWED: &[(&str, &[(&str, &str)])] = &[
    ("alter table leads owner to service_role", &[("table public.leads", "owner")]),
    ("alter view lead_funnel owner to service_role", &[("view public.lead_funnel", "owner")]),
    (
        "alter table messages rename to lines",
        &[("table public.lines", "unknown"), ("table public.messages", "missing")],
    ),
];

#[test]
fn what_follows_from_a_change_is_not_told_again() {
    for server in servers() {
        let system = systems().into_iter().find(|(project, _, _)| project.name == "agentflow").expect("the system");
        runtime().block_on(async {
            let mut built = Built::of(&server, system).await;
            let mut known: Vec<Finding> = Vec::new();
            for (sql, wanted) in FOLLOWED {
                built.database.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
                let found = built.drift().await.findings;
                let new = found.iter().filter(|finding| !known.contains(finding));
                let told: Vec<_> = new.map(|own| (own.id.to_string(), words(&own.state))).collect();
                let told: Vec<_> = told.iter().map(|(id, said)| (id.as_str(), said.as_str())).collect();
                assert_eq!(told, *wanted, "{sql} on {}", server.name());
                known = found;
            }
        });
    }
}

#[test]
fn rights_of_the_platform_are_not_asked_for() {
    for server in servers() {
        let system = systems().into_iter().find(|(project, _, _)| project.name == "agentflow").expect("the system");
        runtime().block_on(async {
            let mut built = Built::of(&server, system).await;
            plant(&mut built, ON_PUBLIC, &server).await;
        });
    }
}

const ROLES: &str = "role: app
login: true
member_of: [readers]
settings: { work_mem: 4MB }
---
role: readers
---
role: maker
createrole: true
---
role: anon
settings: { statement_timeout: 2s }
---
bucket: avatars
file_size_limit: 1000
---
table: notes
columns: { id: { type: int, primary_key: true } }
grants: { app: [select] }
";

/// What is changed of a role or a row by hand, the object that is reported, and what is said of it; nothing of what is not declared.
const BESIDE: &[(&str, &str, &str)] = &[
    ("create role stranger superuser; grant app to stranger; grant stranger to authenticator", "", ""),
    ("alter role authenticator set work_mem = '9MB'; alter role anon set work_mem = '9MB'", "", ""),
    ("set role maker; create role made; reset role", "", ""),
    ("alter role app superuser", "role app", "superuser"),
    ("alter role readers noinherit valid until '2040-01-01 00:00:00+00'", "role readers", "inherit, valid_until"),
    ("comment on role app is 'Mine.'", "comment of role app", "unexpected"),
    ("grant pg_monitor to app", "role membership app.pg_monitor", "unexpected"),
    ("revoke readers from app", "role membership app.readers", "missing"),
    ("alter role app set work_mem = '8MB'", "role setting app.work_mem", "value"),
    ("alter role app set lock_timeout = '1s'", "role setting app.lock_timeout", "unexpected"),
    ("alter role anon reset statement_timeout", "role setting anon.statement_timeout", "missing"),
    ("update storage.buckets set public = true", "bucket avatars", "public"),
    ("insert into storage.buckets (id, name) values ('other', 'other')", "bucket other", "unknown"),
];

#[test]
fn roles_are_looked_at_where_they_are_declared() {
    for server in servers() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("schemac.yaml", "project: roles\nplatform: supabase\nlints: { grant_without_policy: allow }\n");
        write("roles.yaml", ROLES);
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let options = schemac::Options { now: 20_260_101_000_000, ..schemac::Options::default() };
        generate::generate(folder.path(), &options, &mut sources, &mut out).expect("generated");
        let project = generate::projects(folder.path(), &mut sources, &mut out).expect("readable").remove(0);
        let lowered = lower(&project, &mut sources, &mut out).expect("readable");
        assert!(!out.has_errors(), "{:?}", out.sorted());
        runtime().block_on(async {
            let mut built = Built::of(&server, (project, lowered, sources)).await;
            plant(&mut built, BESIDE, &server).await;
        });
    }
}

/// The secrets in the options of foreign data are no drift and are shown nowhere; that there are some is told.
#[test]
fn secrets_of_foreign_data_stay_where_they_are() {
    for server in servers() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("schemac.yaml", "project: foreign\npostgres: 15\nmodels: false\ndocs: false\n");
        write("schema.yaml", FOREIGN);
        let options = Options { now: 20_260_101_000_000, ..Options::default() };
        generate::generate(folder.path(), &options, &mut Sources::default(), &mut Diagnostics::default())
            .expect("generated");
        let system = read(folder.path());
        runtime().block_on(async {
            let mut built = Built::of(&server, system).await;
            built.database.execute(SECRETS).await.expect("set");
            let report = built.drift().await;
            assert!(report.findings.is_empty(), "on {}: {:#?}", server.name(), report.findings);
            assert_eq!(report.unmodelled.len(), 4, "on {}: {:#?}", server.name(), report.unmodelled);
            let found = live::read(built.database.connection(), true).await.expect("read");
            assert!(!format!("{found:?}").contains("hidden"), "on {}", server.name());
            plant(&mut built, PLANTED_IN_FOREIGN, &server).await;
        });
    }
}

/// Does one thing after the other by hand, and looks whether that and nothing else is found, or nothing where no object is named. Returns
/// all findings.
async fn plant(built: &mut Built, planted: &[(&str, &str, &str)], server: &Server) -> Vec<Finding> {
    let mut known: Vec<Finding> = built.drift().await.findings;
    assert!(known.is_empty(), "on {}: {known:#?}", server.name());
    for (sql, object, said) in planted {
        built.database.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let found = built.drift().await.findings;
        let new: Vec<&Finding> = found.iter().filter(|finding| !known.contains(finding)).collect();
        let told: Vec<_> = new.iter().map(|own| (own.id.to_string(), words(&own.state))).collect();
        let wanted = (!object.is_empty()).then(|| ((*object).to_owned(), (*said).to_owned()));
        assert_eq!(told, Vec::from_iter(wanted), "{sql} on {}: {new:#?}", server.name());
        for finding in new.iter().filter(|finding| finding.id.target() != Some(public::id())) {
            let line = finding.place.map(|span| built.sources.path(span.file).display().to_string());
            assert_eq!(line.is_none(), *said == "unknown", "{sql}: {line:?}");
        }
        known = found;
    }
    known
}

fn words(state: &State) -> String {
    match state {
        State::Changed(attributes) => {
            attributes.iter().map(|own| own.attribute.as_str()).collect::<Vec<_>>().join(", ")
        }
        State::Missing => "missing".to_owned(),
        State::Unexpected => "unexpected".to_owned(),
        State::Unknown => "unknown".to_owned(),
    }
}
