//! Random pairs of rules on who sees the rows of a table: after each statement of the plan from the one to the other, nobody sees a row
//! that neither of them shows.
//!
//! `SOAK=1000` tries as many pairs; `SOAK_SEED` begins elsewhere.
#![cfg(feature = "live")]

#[path = "support/declared.rs"]
mod declared;
mod support;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use schemac::catalog::Catalog;
use schemac::plan::{Joined, Plan, Way, joined, plan};
use schemac::scratch::{Database, Error, Server};

use declared::{Declared, script};

const ROLES: &[&str] = &["reader", "writer"];

/// Somebody who owns nothing, so that policies hold for the rest.
const GROUND: &str = "create role reader; create role writer";

/// A row for each way in which conditions can hold.
const ROWS: &str = "insert into notes select n, (n & 1) > 0, (n & 2) > 0, (n & 4) > 0 from generate_series(0, 7) n; \
insert into members select n, n in (0, 1, 2, 5) from generate_series(0, 7) n";

/// Choices that make the rules: a number for each.
const GENES: usize = 32;

/// Takes the next choice.
fn choose<'a>(genes: &mut impl Iterator<Item = u8>, among: &[&'a str]) -> &'a str {
    among[usize::from(genes.next().unwrap_or(0)) % among.len()]
}

fn yaml(genes: &[u8]) -> String {
    let genes = &mut genes.iter().copied();
    let mut text = "external: { roles: [reader, writer] }\n---\n".to_owned();
    let body = choose(genes, &["select true", "select false"]);
    let _ = writeln!(
        text,
        "{{ function: may, returns: boolean, language: sql, volatility: stable, grants: {{ public: [execute] }}, body: {body} }}\n---"
    );
    let security = choose(genes, &["", "rls: { enabled: false, reason: Open. }\n"]);
    let _ = write!(
        text,
        "table: notes\ncolumns: {{ id: {{ type: int, primary_key: true }}, a: boolean, b: boolean, c: boolean }}\n{security}grants:\n  reader: [insert]\n"
    );
    for role in ROLES {
        let rights = choose(genes, &["[select]", "", "{ columns: { select: [id] } }", "[select]"]);
        if !rights.is_empty() && *role != "reader" {
            let _ = writeln!(text, "  {role}: {rights}");
        } else if !rights.is_empty() {
            text = text.replace("  reader: [insert]\n", &format!("  reader: {rights}\n"));
        }
    }
    text.push_str("policies:\n  - { name: puts, for: insert, to: writer, with_check: true }\n");
    for name in ["p", "q", "r", "s"] {
        let mode = choose(genes, &["", "permissive", "restrictive", "permissive", "restrictive"]);
        let to = choose(genes, &["reader", "writer", "[reader, writer]", "public"]);
        let command = choose(genes, &["select", "all"]);
        let using = choose(genes, &["a", "b", "c", "may()", "a or b", "not c", "\"true\""]);
        if !mode.is_empty() {
            let _ = writeln!(text, "  - {{ name: {name}, as: {mode}, for: {command}, to: {to}, using: {using} }}");
        }
    }
    text.push_str("---\ntable: members\ncolumns: { id: { type: int, primary_key: true }, active: boolean }\n");
    let _ = writeln!(text, "grants: {{ reader: {}, writer: [select] }}", choose(genes, &["[select]", "[insert]"]));
    let (mode, using) =
        (choose(genes, &["permissive", "restrictive"]), choose(genes, &["active", "not active", "may()"]));
    text.push_str("policies:\n  - { name: all, for: select, to: [reader, writer], using: \"true\" }\n");
    let _ = writeln!(text, "  - {{ name: some, as: {mode}, for: select, to: reader, using: {using} }}");
    let where_ = choose(genes, &["", "where a", "where b", "where may()"]);
    let invoker = choose(genes, &["", ", security_invoker: true"]);
    let barrier = choose(genes, &["", ", comment: One."]);
    let to = choose(genes, &["", "reader: [select]", "writer: [select]", "public: [select]"]);
    if choose(genes, &["", "view", "view"]) == "view" {
        let _ = writeln!(
            text,
            "---\n{{ view: seen, query: select id from notes {where_}{invoker}{barrier}, grants: {{ {to} }} }}"
        );
    }
    text
}

#[test]
fn nobody_sees_on_the_way_what_is_not_shown() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let (count, seed) = (number("SOAK").unwrap_or(16), number("SOAK_SEED").unwrap_or(1));
    let mut failures = Vec::new();
    for server in support::servers() {
        failures.extend(soak(&server, u32::try_from(count).expect("a small number"), seed).err());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn soak(server: &Server, cases: u32, seed: u64) -> Result<(), String> {
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 400,
        max_shrink_time: 45_000,
        ..ProptestConfig::default()
    };
    let pairs = {
        let genes = prop::collection::vec(0_u8..60, GENES);
        let anew = prop::collection::vec(prop_oneof![1 => Just(None), 1 => (0_u8..60).prop_map(Some)], GENES);
        (genes, anew).prop_map(|(from, anew)| {
            let to: Vec<u8> = from.iter().zip(anew).map(|(old, new)| new.unwrap_or(*old)).collect();
            (yaml(&from), yaml(&to))
        })
    };
    let runtime = support::runtime();
    let database = RefCell::new(None);
    let tried = Cell::new(0);
    let outcome = TestRunner::new(config).run(&pairs, |(from, to)| {
        // The embedded server does not live through any number of errors.
        tried.set(tried.get() + 1);
        if tried.get() % 40 == 0 {
            runtime.block_on(async { database.borrow_mut().take() });
        }
        let outcome = runtime.block_on(pair(server, &mut database.borrow_mut(), &from, &to));
        outcome.map_err(|failure| {
            runtime.block_on(async { database.borrow_mut().take() });
            TestCaseError::fail(failure)
        })
    });
    outcome.map_err(|failure| format!("=== on {} with seed {seed}\n{failure}", server.name()))
}

async fn pair(server: &Server, database: &mut Option<Database>, from: &str, to: &str) -> Result<(), String> {
    let (from, to) = (Declared::new(from.to_owned())?, Declared::new(to.to_owned())?);
    let told = |error: Error| error.to_string();
    if database.is_none() {
        let mut fresh = server.database().await.map_err(told)?;
        fresh.execute(GROUND).await.map_err(told)?;
        *database = Some(fresh);
    }
    let Some(database) = database else { return Ok(()) };
    let told = |failure: String| format!("{failure}\n--- from\n{}\n--- to\n{}", from.yaml, to.yaml);
    tried(database, &from, &to).await.map_err(told)
}

async fn tried(database: &mut Database, from: &Declared, to: &Declared) -> Result<(), String> {
    let told = |error: Error| error.to_string();
    let clean = "drop view if exists seen; drop table if exists notes, members; drop function if exists may";
    let nothing = Catalog::default();
    for online in [true, false] {
        database.execute(clean).await.map_err(told)?;
        let built = planned(&nothing, to, false)?;
        run(database, &built, to, &mut async |_, _| Ok(())).await?;
        database.execute(ROWS).await.map_err(told)?;
        let after = seen(database).await?;
        database.execute(clean).await.map_err(told)?;
        let built = planned(&nothing, from, false)?;
        run(database, &built, from, &mut async |_, _| Ok(())).await?;
        database.execute(ROWS).await.map_err(told)?;
        let before = seen(database).await?;
        let there = planned(&from.catalog, to, online)?;
        let mut at = String::new();
        run(database, &there, to, &mut async |database, sql| {
            let _ = writeln!(at, "{sql};");
            let more: Vec<String> =
                seen(database).await?.into_iter().filter(|row| !before.contains(row) && !after.contains(row)).collect();
            if more.is_empty() {
                Ok(())
            } else {
                Err(format!("after these, there are seen: {more:?}\n{at}of all:\n{}", script(&there)))
            }
        })
        .await?;
    }
    Ok(())
}

fn planned<'a>(from: &'a Catalog, to: &'a Declared, online: bool) -> Result<Plan<'a>, String> {
    let way = Way { online, ..Way::straight(&to.profile) };
    plan(from, &to.catalog, &way).map_err(|refusals| format!("{refusals:?}"))
}

/// Runs the statements of a plan; what follows each may fail.
async fn run(
    database: &mut Database,
    plan: &Plan<'_>,
    to: &Declared,
    then: &mut impl AsyncFnMut(&mut Database, &str) -> Result<(), String>,
) -> Result<(), String> {
    let path = schemac::name::list(&to.profile.search_path);
    database.execute(&format!("set search_path = {path}")).await.map_err(|error| error.to_string())?;
    for Joined { step: _, sql } in joined(&plan.steps) {
        database.execute(&sql).await.map_err(|error| format!("{}: {error}", sql))?;
        then(database, &sql).await?;
    }
    Ok(())
}

/// Which rows each role sees, where.
async fn seen(database: &mut Database) -> Result<BTreeSet<String>, String> {
    let told = |error: Error| error.to_string();
    let mut seen = BTreeSet::new();
    for role in ROLES {
        for relation in ["notes", "seen"] {
            database.query_text("begin").await.map_err(told)?;
            database.query_text(&format!("set local role {role}")).await.map_err(told)?;
            let rows = match database.query_text(&format!("select id::text from {relation}")).await {
                Ok(rows) => rows,
                // What is not there, or not allowed, is not seen.
                Err(Error::Script(error)) if matches!(error.code.as_deref(), Some("42P01" | "42501")) => Vec::new(),
                Err(error) => return Err(error.to_string()),
            };
            seen.extend(rows.into_iter().flatten().flatten().map(|id| format!("{role} {id} of {relation}")));
            database.query_text("rollback").await.map_err(told)?;
        }
    }
    Ok(seen)
}
