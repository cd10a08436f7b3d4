//! The five systems: their committed migrations on every server, up, down and up again.
#![cfg(feature = "live")]

mod support;

use std::path::{Path, PathBuf};

use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::profile::Platform;
use schemac::project::Project;
use schemac::scratch::{Database, Error, Server, externals, stub};
use schemac::source::Sources;

use support::{runtime, servers};

const FINGERPRINT: &str = include_str!("support/fingerprint.sql");

fn migrations(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a text"))).collect()
}

async fn fingerprint(database: &mut Database) -> Result<Vec<String>, Error> {
    let rows = database.query_text(FINGERPRINT).await?;
    let lines =
        rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" | "));
    // The schema of extensions counts only while no extension is in it, and those stay when a migration is undone.
    Ok(lines.filter(|line| !line.starts_with("schema extensions ")).collect())
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
    println!(
        "{} on {}, stubbed: {}",
        project.name,
        server.name(),
        if stubbed.is_empty() { "nothing".to_owned() } else { stubbed.join(", ") }
    );
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
    let runtime = runtime();
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let projects = generate::projects(Path::new("schema"), &mut sources, &mut out).expect("the workspace can be read");
    assert_eq!(projects.len(), 5);
    for server in servers() {
        for project in &projects {
            runtime
                .block_on(up_down_up(&server, project, &mut sources))
                .unwrap_or_else(|error| panic!("{} on {}: {error}", project.name, server.name()));
        }
    }
}

/// The one value that a query gives.
async fn value(database: &mut Database, query: &str) -> Result<String, Error> {
    let rows = database.query_text(query).await?;
    Ok(rows.into_iter().flatten().next().flatten().unwrap_or_default())
}

const ALICE: &str = "00000000-0000-0000-0000-00000000000a";
const BOB: &str = "00000000-0000-0000-0000-00000000000b";

/// Runs a statement as a role with the claims of a user, and gives back what it returned or the code of its error.
async fn as_role(database: &mut Database, role: &str, user: &str, statement: &str) -> Result<String, Error> {
    let claims = format!("set role {role}; set request.jwt.claims = '{{\"sub\": \"{user}\", \"role\": \"{role}\"}}'");
    database.execute(&claims).await?;
    let outcome = match value(database, statement).await {
        Ok(value) => value,
        Err(Error::Script(error)) => error.code.unwrap_or_default(),
        Err(error) => return Err(error),
    };
    database.execute("reset role; reset request.jwt.claims").await?;
    Ok(outcome)
}

/// What the ticket's SQL got wrong, by experiment: sign-up, open tables, forged notifications, stale timestamps, an overflow.
async fn agent_system_is_safe(server: &Server, project: &Project, sources: &mut Sources) -> Result<(), Error> {
    let mut database = server.database().await?;
    let db = &mut database;
    prepare(db, project, sources).await?;
    db.execute(&format!("insert into auth.users (id) values ('{BOB}')")).await?;
    apply(db, migrations(&project.output.join("migrations")).iter()).await;

    let open = "select string_agg(relname, ', ') from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity";
    assert_eq!(value(db, open).await?, "", "tables without row security");

    db.execute("grant usage on schema auth to supabase_auth_admin; grant all on auth.users to supabase_auth_admin; set role supabase_auth_admin; set search_path = auth").await?;
    db.execute(&format!("insert into users (id) values ('{ALICE}')")).await?;
    db.execute("reset role; reset search_path").await?;
    assert_eq!(
        value(db, "select count(*)::text from public.user_agent_preferences").await?,
        "2",
        "one by sign-up, one by the backfill"
    );

    for table in ["feature_flags", "agent_tools"] {
        assert_eq!(
            as_role(db, "anon", ALICE, &format!("update public.{table} set enabled = true returning 'done'")).await?,
            "42501"
        );
        assert_eq!(
            as_role(db, "authenticated", ALICE, &format!("delete from public.{table} returning 'done'")).await?,
            "42501"
        );
    }

    let chat = format!(
        "insert into public.agent_conversations (user_id, agent_type) values ('{ALICE}', 'booking') returning 'done'"
    );
    assert_eq!(as_role(db, "authenticated", ALICE, &chat).await?, "done");
    assert_eq!(as_role(db, "authenticated", BOB, &chat).await?, "42501", "nobody writes for another");
    assert_eq!(as_role(db, "authenticated", BOB, "select count(*)::text from public.agent_conversations").await?, "0");
    assert_eq!(
        as_role(db, "authenticated", ALICE, "select count(*)::text from public.agent_conversations").await?,
        "1"
    );

    db.execute(&format!(
        "insert into public.proactive_notifications (user_id, agent_type, notification_type, title, message) values ('{ALICE}', 'booking', 'alert', 't', 'm')"
    ))
    .await?;
    assert_eq!(
        as_role(
            db,
            "authenticated",
            ALICE,
            "update public.proactive_notifications set title = 'forged' returning 'done'"
        )
        .await?,
        "42501"
    );
    assert_eq!(
        as_role(db, "authenticated", ALICE, "update public.proactive_notifications set read = true returning 'done'")
            .await?,
        "done"
    );

    for table in ["agent_conversations", "agent_tools", "user_agent_preferences", "feature_flags"] {
        let maintained = format!(
            "select count(*)::text from pg_trigger where tgrelid = 'public.{table}'::regclass and not tgisinternal and tgtype & 16 = 16"
        );
        assert_eq!(value(db, &maintained).await?, "1", "{table}.updated_at has a trigger");
    }
    assert_eq!(value(db, "select public.is_feature_enabled('ai_alpha_users', null)::text").await?, "false");
    assert_eq!(value(db, "select count(*)::text from public.feature_flags").await?, "7");
    Ok(())
}

#[test]
fn what_the_ticket_left_open_is_shut() {
    let runtime = runtime();
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let projects =
        generate::projects(Path::new("schema/agent_system"), &mut sources, &mut out).expect("the project can be read");
    for server in servers() {
        runtime
            .block_on(agent_system_is_safe(&server, &projects[0], &mut sources))
            .unwrap_or_else(|error| panic!("on {}: {error}", server.name()));
    }
}
