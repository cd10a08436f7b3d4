//! The scratch Postgres, on the embedded server and on every server found on this machine.
#![cfg(feature = "live")]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use schemac::scratch::{Database, Error, ScriptError, Server, local_servers, stub};

use support::{runtime, servers};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Runs one test body on a fresh database of every server.
fn on_every_server(test: &impl AsyncFn(&Server, &mut Database) -> Outcome) {
    let runtime = runtime();
    for server in servers() {
        runtime
            .block_on(async {
                let mut database = server.database().await?;
                test(&server, &mut database).await
            })
            .unwrap_or_else(|error| panic!("on {}: {error}", server.name()));
    }
}

async fn value(database: &mut Database, query: &str) -> Result<String, Error> {
    let rows = database.query_text(query).await?;
    let cells: Vec<_> = rows.into_iter().flatten().map(Option::unwrap_or_default).collect();
    Ok(cells.join(","))
}

async fn refusal(database: &mut Database, script: &str) -> ScriptError {
    match database.execute(script).await {
        Err(Error::Script(error)) => *error,
        other => panic!("{script}: {other:?}"),
    }
}

#[test]
fn a_server_says_which_one_it_is() {
    on_every_server(&async |server, database| {
        let version = value(database, "show server_version").await?;
        assert_eq!(version.split(' ').next(), Some(server.version()));
        assert!(server.name().contains(server.version()), "{}", server.name());
        Ok(())
    });
}

#[test]
fn a_new_database_has_the_defaults_of_postgres() {
    on_every_server(&async |_, database| {
        let query = "select current_user, current_setting('search_path'), \
                     current_setting('server_encoding'), current_setting('is_superuser'), \
                     (select datcollate from pg_database where datname = current_database()), \
                     (select string_agg(extname, ' ') from pg_extension), \
                     (select count(*) from pg_class where relnamespace = 'public'::regnamespace), \
                     current_setting('standard_conforming_strings'), \
                     current_setting('allow_system_table_mods')";
        assert_eq!(value(database, query).await?, "postgres,\"$user\", public,UTF8,on,C,plpgsql,0,on,off");
        Ok(())
    });
}

#[test]
fn databases_are_isolated() {
    on_every_server(&async |server, first| {
        let script = "create role visitor; create table t (a int); alter role all set work_mem = '1MB'";
        first.execute(script).await?;
        let mut second = server.database().await?;
        second.execute(script).await?;
        drop(second);
        let mut third = server.database().await?;
        let query = "select count(*) from pg_roles where rolname = 'visitor' \
                     union all select count(*) from pg_class where relname = 't' \
                     union all select count(*) from pg_db_role_setting";
        assert_eq!(value(&mut third, query).await?, "0,0,0");
        assert_eq!(value(first, query).await?, "1,1,1");
        Ok(())
    });
}

#[test]
fn a_database_outlives_its_server_value() {
    let runtime = runtime();
    for server in servers() {
        let mut database = runtime.block_on(server.database()).expect("a database");
        drop(server);
        let answer = runtime.block_on(value(&mut database, "select 1"));
        assert_eq!(answer.expect("still there"), "1");
    }
}

#[test]
fn statements_run_as_the_script_says() {
    on_every_server(&async |_, database| {
        let script = "
            create table t (a int);
            create index concurrently i on t (a);
            begin;
            insert into t values (1);
            commit;
            begin; insert into t values (2); rollback;
            create function f() returns int language sql begin atomic select 1; select 2; end;
            create procedure p() language plpgsql as $$ begin insert into t values (3); commit; end $$;
            call p();
            vacuum t";
        database.execute(script).await?;
        let query = "select string_agg(a::text, ' ' order by a) || f() from t";
        assert_eq!(value(database, query).await?, "1 32");
        assert_eq!(value(database, "select null, 'a'::name, '{1}'::int[]").await?, ",a,{1}");
        Ok(())
    });
}

#[test]
fn errors_name_the_line() {
    on_every_server(&async |_, database| {
        let error = refusal(database, "select 1;\n\n-- note\ncreate table t (\n  a nonsense\n);\nselect 2").await;
        assert_eq!(error.line, 5);
        assert_eq!(error.code.as_deref(), Some("42704"));
        assert_eq!(error.message, "type \"nonsense\" does not exist");
        assert_eq!(error.statement, "create table t (\n  a nonsense\n)");

        let script = "create table t (a int unique);\ninsert into t values (1);\n\ninsert into t values (1);";
        let error = refusal(database, script).await;
        assert_eq!(error.line, 4);
        assert_eq!(error.detail.as_deref(), Some("Key (a)=(1) already exists."));

        let error = refusal(database, "do $$\nbegin\n  raise 'no' using hint = 'say yes';\nend $$").await;
        assert_eq!(error.to_string(), "line 1: no\nhint: say yes");

        match database.query_text("select\n  nothing").await {
            Err(Error::Script(error)) => assert_eq!(error.line, 2),
            other => panic!("{other:?}"),
        }
        Ok(())
    });
}

#[test]
fn errors_are_caught_in_functions_or_it_is_said_that_they_are_not() {
    on_every_server(&async |server, database| {
        let caught = "do $$\nbegin\n  perform 1 / 0;\nexception when others then null;\nend $$";
        if !server.name().starts_with("embedded") {
            return Ok(database.execute(caught).await?);
        }
        let error = refusal(database, caught).await;
        assert_eq!(error.message, "division by zero");
        assert!(error.hint.is_some_and(|hint| hint.contains("--scratch local")));
        Ok(())
    });
}

#[test]
fn a_failed_or_unfinished_transaction_is_rolled_back() {
    on_every_server(&async |_, database| {
        refusal(database, "begin; create table a (); select 1 / 0; commit").await;
        let error = refusal(database, "select 1;\nbegin; create table b ()").await;
        assert_eq!((error.line, error.code), (2, None));
        assert_eq!(value(database, "select to_regclass('a'), to_regclass('b')").await?, ",");
        Ok(())
    });
}

const WANTED: &[(&str, &str)] = &[
    ("vector", "extensions"),
    ("uuid-ossp", "extensions"),
    ("pgcrypto", "extensions"),
    ("pg_cron", "pg_catalog"),
    ("moddatetime", "extensions"),
    ("pg_net", "extensions"),
    ("citext", "extensions"),
];

const SUPABASE_PROJECT: &str = r#"
    create extension if not exists vector with schema extensions;
    create extension if not exists "uuid-ossp" with schema extensions;
    create extension if not exists pgcrypto with schema extensions;
    create extension if not exists pg_cron with schema pg_catalog;
    create extension if not exists moddatetime with schema extensions;
    create extension if not exists pg_net with schema extensions;
    create extension if not exists citext with schema extensions;
    create table documents (
        id uuid primary key default uuid_generate_v4(),
        owner uuid not null references auth.users (id) on delete cascade,
        embedding extensions.vector(1536),
        secret bytea default extensions.pgp_sym_encrypt('hidden', 'key'),
        updated_at timestamptz
    );
    create index documents_embedding on documents using hnsw (embedding vector_cosine_ops);
    create index documents_embedding_l2 on documents using ivfflat (embedding extensions.vector_l2_ops);
    create trigger touch before update on documents
        for each row execute function extensions.moddatetime(updated_at);
    alter table documents enable row level security;
    grant select on documents to authenticated;
    create policy own on documents for select to authenticated using ((select auth.uid()) = owner);
    create function nearest(extensions.vector) returns setof documents language sql stable set search_path = ''
        as 'select * from public.documents order by embedding operator(extensions.<=>) $1 limit 5';
    insert into auth.users (id, email) values
        ('00000000-0000-0000-0000-000000000001', 'one@example.com'),
        ('00000000-0000-0000-0000-000000000002', 'two@example.com');
    insert into documents (owner, embedding)
        select id, array_fill(random()::real, array[1536])::extensions.vector from auth.users, generate_series(1, 3);
    update documents set secret = secret;
    alter publication supabase_realtime add table documents;
    select cron.schedule('clean', '0 3 * * *', 'delete from documents');
    select cron.schedule('clean', '0 4 * * *', 'delete from documents');
"#;

#[test]
fn a_supabase_project_finds_what_it_expects() {
    on_every_server(&async |server, database| {
        stub::supabase(database).await?;
        let stubbed = stub::install(database, WANTED).await?;
        println!("{}: {}", server.name(), stubbed.join(", "));
        assert!(stubbed.contains(&"pg_cron".to_owned()));
        assert!(stubbed.contains(&"pg_net (empty)".to_owned()));
        assert!(!stubbed.contains(&"citext".to_owned()));
        assert!(stub::install(database, WANTED).await?.is_empty());
        database.execute(SUPABASE_PROJECT).await?;

        let checks = [
            ("select count(*) from documents where updated_at is not null", "6"),
            ("select count(distinct id) from documents", "6"),
            ("select distinct pgp_sym_decrypt(secret, 'key') from documents", "hidden"),
            ("select schedule from cron.job", "0 4 * * *"),
            ("select cron.unschedule('clean'), cron.unschedule('clean')", "t,f"),
            (
                "select format_type(atttypid, atttypmod) from pg_attribute \
                 where attrelid = 'documents'::regclass and attname = 'embedding'",
                "vector(1536)",
            ),
            (
                "select pg_get_indexdef('documents_embedding'::regclass)",
                "CREATE INDEX documents_embedding ON public.documents USING hnsw (embedding vector_cosine_ops)",
            ),
            ("select count(*) from nearest((select embedding from documents limit 1))", "5"),
            ("select round(('[1,0]'::vector <-> '[0,0]'::vector)::numeric)", "1"),
            ("select round(('[1,0]'::vector <=> '[0,1]'::vector)::numeric)", "1"),
            ("select encode(digest('a', 'sha256'), 'hex') = encode(sha256('a'), 'hex')", "t"),
            (
                "select length(gen_random_bytes(40)), crypt('a', h) = h, crypt('b', h) = h from crypt('a', gen_salt('md5')) h",
                "40,t,f",
            ),
            ("select uuid_generate_v3(uuid_ns_dns(), 'a') = uuid_generate_v3(uuid_ns_dns(), 'a')", "t"),
            (
                "select storage.foldername('a/b/c.png'), storage.filename('a/b/c.png'), storage.extension('a/b/c.png')",
                "{a,b},c.png,png",
            ),
            // Everything in these schemas belongs to an extension, so that no catalog query takes it for the user's.
            (
                "select count(*) from pg_proc p where pronamespace::regnamespace::text in ('extensions', 'cron') \
                 and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')",
                "0",
            ),
            (
                "select count(*) from pg_class c where relnamespace = 'cron'::regnamespace and relkind in ('r', 'S') \
                 and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')",
                "0",
            ),
        ];
        for (query, expected) in checks {
            assert_eq!(value(database, query).await?, expected, "{query}");
        }
        database.execute("drop extension pg_cron; drop extension vector cascade").await?;
        assert_eq!(value(database, "select to_regnamespace('cron'), to_regtype('extensions.vector')").await?, ",");
        Ok(())
    });
}

#[test]
fn policies_see_the_claims_of_the_request() {
    on_every_server(&async |_, database| {
        stub::supabase(database).await?;
        stub::install(database, WANTED).await?;
        database.execute(SUPABASE_PROJECT).await?;
        let claims = r#"{"sub": "00000000-0000-0000-0000-000000000001", "role": "authenticated"}"#;
        database.execute(&format!("set request.jwt.claims = '{claims}'; set role authenticated")).await?;
        assert_eq!(value(database, "select count(*), auth.role() from documents group by 2").await?, "3,authenticated");
        database.execute("set request.jwt.claims = ''").await?;
        assert_eq!(value(database, "select count(*) from documents").await?, "0");
        let error = refusal(database, "delete from documents").await;
        assert_eq!(error.code.as_deref(), Some("42501"));
        database.execute("set role anon").await?;
        let error = refusal(database, "select from documents").await;
        assert_eq!(error.code.as_deref(), Some("42501"));
        Ok(())
    });
}

/// Where a server keeps its files: the data directory on its own machine.
async fn data_directory(database: &mut Database) -> Result<PathBuf, Error> {
    value(database, "show data_directory").await.map(PathBuf::from)
}

fn processes_in(directory: &Path) -> usize {
    let directory = directory.to_string_lossy().into_owned();
    let Ok(processes) = Path::new("/proc").read_dir() else {
        return 0;
    };
    processes
        .flatten()
        .filter_map(|process| std::fs::read(process.path().join("cmdline")).ok())
        .filter(|line| String::from_utf8_lossy(line).contains(&directory))
        .count()
}

#[test]
fn nothing_is_left_behind() {
    let runtime = runtime();
    for bin in local_servers() {
        let server = Server::local(&bin).expect("the server programs work");
        let mut database = runtime.block_on(server.database()).expect("a database");
        let data = runtime.block_on(data_directory(&mut database)).expect("a path");
        let cluster = data.parent().expect("a parent").to_owned();
        let all = cluster.parent().expect("a parent").to_owned();
        assert!(all.is_dir() && processes_in(&cluster) > 0);
        drop(database);
        assert!(!cluster.exists());
        assert_eq!(processes_in(&cluster), 0);
        drop(server);
        assert!(!all.exists());
        assert_eq!(processes_in(&all), 0);
    }
}

/// Not a test of its own: [`a_killed_process_takes_its_server_along`] runs it in another process and kills that.
#[test]
#[ignore = "waits to be killed"]
fn hold_a_database() {
    let Some(bin) = std::env::var_os("SCHEMAC_TEST_HOLD") else {
        return;
    };
    let runtime = runtime();
    let server = Server::local(Path::new(&bin)).expect("the server programs work");
    let mut database = runtime.block_on(server.database()).expect("a database");
    let data = runtime.block_on(data_directory(&mut database)).expect("a path");
    let report = std::env::var_os("SCHEMAC_TEST_REPORT").expect("a file to write to");
    let unfinished = Path::new(&report).with_extension("part");
    std::fs::write(&unfinished, data.to_string_lossy().as_bytes()).expect("written");
    std::fs::rename(&unfinished, &report).expect("renamed");
    std::thread::sleep(Duration::from_mins(1));
}

#[test]
fn a_killed_process_takes_its_server_along() {
    for bin in local_servers() {
        let directory = tempfile::tempdir().expect("a directory");
        let report = directory.path().join("report");
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--ignored", "--exact", "hold_a_database"])
            .env("SCHEMAC_TEST_HOLD", &bin)
            .env("SCHEMAC_TEST_REPORT", &report)
            .stdout(Stdio::null())
            .spawn()
            .expect("started");
        wait_until("the database is there", || report.is_file());
        let data = PathBuf::from(std::fs::read_to_string(&report).expect("a path"));
        let all = data.ancestors().nth(2).expect("a parent").to_owned();
        assert!(processes_in(&all) > 0);
        child.kill().expect("killed");
        child.wait().expect("ended");
        wait_until("everything is gone", || !all.exists() && processes_in(&all) == 0);
    }
}

fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < Duration::from_secs(30), "not in time: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_directory_without_a_server_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let error = Server::local(directory.path()).expect_err("nothing is there");
    assert!(error.to_string().contains("postgres"), "{error}");
}

#[cfg(not(feature = "embedded"))]
#[test]
fn a_build_without_the_embedded_server_says_so() {
    let error = Server::embedded().expect_err("not built in");
    assert!(error.to_string().contains("feature `embedded`"), "{error}");
}
