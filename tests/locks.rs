//! The lock that is said of each statement, against the one that a server takes.
#![cfg(feature = "live")]

#[path = "support/case.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod case;
mod support;

use std::path::Path;

use schemac::scratch::{Database, local_servers};
use schemac::sql_script;
use schemac::step::Lock;

use case::{Outcome, Place, Project, apply};

#[test]
fn locks_are_as_stated() {
    // The embedded server is the same program without other sessions: it is asked where there is nobody else.
    let others = !local_servers().is_empty();
    case::run("cases/alter", &|path| path.join("new.yaml").is_file(), &async |place: &Place, path: &Path| {
        if others && place.server.name().starts_with("embedded") { Ok(()) } else { taken(place, path).await }
    });
}

/// The strongest lock of this session on a relation that was there before its transaction.
const TAKEN: &str = "select max(case l.mode when 'RowExclusiveLock' then 1 when 'ShareUpdateExclusiveLock' then 2 when 'ShareLock' then 3 \
    when 'ShareRowExclusiveLock' then 4 when 'AccessExclusiveLock' then 5 else 0 end)::text \
    from pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'relation' \
    and l.relation = any (current_setting('schemac.before')::oid[])";

async fn taken(place: &Place, path: &Path) -> Outcome {
    let project = Project::new(path, "old.yaml")?;
    let old = project.generate()?;
    let mut database = project.database(place, path).await?;
    apply(&mut database, &old.up).await?;
    project.become_(path, "new.yaml")?;
    let mut wrong = String::new();
    for file in project.generate()?.up {
        let inside = file.contains("\nbegin;");
        for statement in sql_script::split(&file) {
            let text = statement.text;
            if statement.transaction().is_some() {
                continue;
            }
            if inside && !text.starts_with("set ") {
                wrong.push_str(&stated(&mut database, text).await?);
            } else {
                database
                    .execute(&text.replace("set local ", "set "))
                    .await
                    .map_err(|error| format!("{text}: {error}"))?;
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Runs a statement in a transaction of its own; says so if the lock is not the one stated.
async fn stated(database: &mut Database, sql: &str) -> Outcome<String> {
    let failed = |error| format!("{sql}: {error}");
    let before = "select set_config('schemac.before', (select coalesce(array_agg(oid), '{}')::text from pg_class where oid >= 16384 and relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I')), true)";
    let after = format!("select set_config('schemac.taken', coalesce(({TAKEN}), '0'), false)");
    // A comment may end the statement.
    database.execute(&format!("begin;\n{before};\n{sql}\n;\n{after};\ncommit;")).await.map_err(failed)?;
    let rows = database.query_text("select current_setting('schemac.taken')").await.map_err(failed)?;
    let level = rows.into_iter().flatten().flatten().next().unwrap_or_default();
    let stated = Lock::of(sql);
    let taken = match level.as_str() {
        "1" => Lock::RowExclusive,
        "2" => Lock::ShareUpdateExclusive,
        "3" => Lock::Share,
        "4" => Lock::ShareRowExclusive,
        "5" => Lock::AccessExclusive,
        _ => Lock::None,
    };
    // A block may find nothing to do, and a type has columns as a table has.
    let may_be_less = ["do ", "comment on column "].iter().any(|start| sql.starts_with(start));
    // A plan knows better than the words which foreign key takes in those of partitions.
    let takes_in =
        sql.contains(" foreign key ") && !sql.contains(" not valid") && is_partitioned(database, sql).await?;
    Ok(if stated == taken || may_be_less && taken < stated || takes_in && taken == Lock::AccessExclusive {
        String::new()
    } else {
        format!("stated {stated}, taken {taken}: {sql}\n")
    })
}

/// Whether the table that a statement alters leaves its rows to partitions.
async fn is_partitioned(database: &mut Database, sql: &str) -> Outcome<bool> {
    let table = sql.split(' ').nth(2).unwrap_or_default().replace('\'', "''");
    let query = format!("select count(*)::text from pg_partitioned_table where partrelid = to_regclass('{table}')");
    let rows = database.query_text(&query).await.map_err(|error| format!("{query}: {error}"))?;
    Ok(rows.into_iter().flatten().flatten().next().as_deref() == Some("1"))
}
