//! Random pairs of small schemas: the plan from the one to the other leads to what the other is when built from nothing, back again, and
//! down to nothing; rows that no hazard speaks of stay.
//!
//! `SOAK=1000` tries as many pairs; `SOAK_SEED` begins elsewhere.
#![cfg(feature = "live")]

#[path = "support/declared.rs"]
mod declared;
#[path = "soak/schema.rs"]
mod schema;
mod support;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use schemac::canonical;
use schemac::catalog::Catalog;
use schemac::compare::{compare, compare_owners};
use schemac::kind::Kind;
use schemac::live::{self, Reading};
use schemac::plan::{Plan, Refusal, Way, plan};
use schemac::scratch::{Database, Error, Server};
use schemac::step::Hazard;

use declared::{Declared, script};
use schema::GENES;

/// What may be said instead of a plan: no statement of Postgres does it.
const REFUSALS: &[&str] =
    &["were removed or reordered", "declare a new domain", "were put in another order", "which is made anew"];

/// Choices that make a schema; of each, nothing is the simplest. What is made of them is told instead of them.
#[derive(Clone)]
struct Genes(Vec<u8>);

impl fmt::Debug for Genes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("as above")
    }
}

/// Two schemas. The second is the first with some choices made anew.
fn pairs() -> impl Strategy<Value = (Genes, Genes)> {
    let gene = || prop_oneof![2 => Just(0_u8), 3 => 1_u8..8];
    let genes = prop::collection::vec(gene(), GENES);
    let anew = prop::collection::vec(prop_oneof![4 => Just(None), 1 => gene().prop_map(Some)], GENES);
    (genes, anew).prop_map(|(from, anew)| {
        let to = from.iter().zip(anew).map(|(old, new)| new.unwrap_or(*old)).collect();
        (Genes(from), Genes(to))
    })
}

#[test]
fn whatever_is_chosen_is_a_schema() {
    let config = ProptestConfig { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&pairs(), |(from, to)| {
        let told = |failure, genes: &Genes| TestCaseError::fail(format!("{failure}\n{}", schema::yaml(&genes.0)));
        let (from, to) = (
            Declared::new(schema::yaml(&from.0)).map_err(|failure| told(failure, &from))?,
            Declared::new(schema::yaml(&to.0)).map_err(|failure| told(failure, &to))?,
        );
        for (from, to) in [(&from, &to), (&to, &from)] {
            planned(to, &from.catalog, &to.catalog, true).map_err(|failure| {
                TestCaseError::fail(format!("{failure}\n--- from\n{}\n--- to\n{}", from.yaml, to.yaml))
            })?;
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn any_schema_becomes_any_other() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let (count, seed) = (number("SOAK").unwrap_or(30), number("SOAK_SEED").unwrap_or(1));
    let failures: Vec<String> = std::thread::scope(|scope| {
        let servers = support::servers().into_iter().enumerate();
        // Each server has pairs of its own.
        let threads: Vec<_> = servers
            .map(|(at, server)| scope.spawn(move || soak(&server, count, seed + 1000 * at as u64).err()))
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().expect("failures are told")).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn soak(server: &Server, count: u64, seed: u64) -> Result<(), String> {
    let config = ProptestConfig {
        cases: u32::try_from(count).unwrap_or(u32::MAX),
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 400,
        max_shrink_time: 45_000,
        ..ProptestConfig::default()
    };
    let runtime = support::runtime();
    let database = RefCell::new(None);
    let counted = RefCell::new(Counted::default());
    let outcome = TestRunner::new(config).run(&pairs(), |(from, to)| {
        let outcome = runtime.block_on(pair(server, &mut database.borrow_mut(), &from, &to));
        match outcome {
            Ok(plan) => {
                counted.borrow_mut().add(plan);
                Ok(())
            }
            Err(failure) => {
                // Whatever is in there now.
                runtime.block_on(async { database.borrow_mut().take() });
                Err(TestCaseError::fail(failure))
            }
        }
    });
    let Counted { planned, refused, statements } = counted.into_inner();
    println!("{}: {planned} pairs with {statements} statements, {refused} refused", server.name());
    outcome.map_err(|failure| format!("=== on {} with seed {seed}\n{failure}", server.name()))
}

#[derive(Default)]
struct Counted {
    planned: usize,
    refused: usize,
    statements: usize,
}

impl Counted {
    /// The number of statements of a plan, where there was one.
    fn add(&mut self, plan: Option<usize>) {
        match plan {
            Some(statements) => {
                self.planned += 1;
                self.statements += statements;
            }
            None => self.refused += 1,
        }
    }
}

async fn pair(
    server: &Server,
    database: &mut Option<Database>,
    from: &Genes,
    to: &Genes,
) -> Result<Option<usize>, String> {
    let (from, to) = (Declared::new(schema::yaml(&from.0))?, Declared::new(schema::yaml(&to.0))?);
    let told = |failure: String| format!("{failure}\n--- from\n{}\n--- to\n{}", from.yaml, to.yaml);
    if database.is_none() {
        let mut fresh = server.database().await.map_err(|error| error.to_string())?;
        fresh.execute(schema::GROUND).await.map_err(|error| error.to_string())?;
        *database = Some(fresh);
    }
    let Some(database) = database else { return Ok(None) };
    tried(database, &from, &to).await.map_err(told)
}

async fn tried(database: &mut Database, from: &Declared, to: &Declared) -> Result<Option<usize>, String> {
    let nothing = Catalog::default();
    let (there, back) =
        match (planned(from, &from.catalog, &to.catalog, true)?, planned(to, &to.catalog, &from.catalog, false)?) {
            (Some(there), back) => (there, back),
            (None, _) => return Ok(None),
        };
    if !planned(to, &to.catalog, &to.catalog, true)?.is_some_and(|plan| plan.steps.is_empty()) {
        return Err("what is there already is planned again".to_owned());
    }
    let (up, down) = (from_nothing(from, &from.catalog)?, from_nothing(to, &to.catalog)?);
    apply(database, &up, from).await?;
    let before = read(database).await?;
    fill(database, from).await?;
    let hazards: BTreeSet<Hazard> = hazards(&there).collect();
    if hazards.contains(&Hazard::MayFail) {
        empty(database, from).await?;
    }
    let rows = rows(database, from, to).await?;
    apply(database, &there, to).await.map_err(|error| format!("there: {error}"))?;
    if !hazards.contains(&Hazard::DataLoss) && self::rows(database, from, to).await? != rows {
        return Err(format!("rows are lost, and no hazard says so\n{}", script(&there)));
    }
    let reached = read(database).await?;
    let gone = planned(to, &to.catalog, &nothing, false)?.ok_or("nothing is refused")?;
    apply(database, &gone, to).await.map_err(|error| format!("down to nothing: {error}"))?;
    apply(database, &down, to).await?;
    same(&reached, &read(database).await?, "what the plan leads to")
        .map_err(|error| format!("{error}\n{}", script(&there)))?;
    let at = match &back {
        Some(back) => {
            apply(database, back, from).await.map_err(|error| format!("back: {error}"))?;
            same(&read(database).await?, &before, "what the way back leads to")
                .map_err(|error| format!("{error}\n{}", script(back)))?;
            from
        }
        None => to,
    };
    let gone = planned(at, &at.catalog, &nothing, false)?.ok_or("nothing is refused")?;
    apply(database, &gone, at).await.map_err(|error| format!("down to nothing: {error}"))?;
    Ok(Some(there.steps.iter().map(|step| step.statements.len()).sum()))
}

/// None where it may be refused.
fn planned<'a>(
    project: &Declared,
    from: &'a Catalog,
    to: &'a Catalog,
    online: bool,
) -> Result<Option<Plan<'a>>, String> {
    match plan(from, to, &Way { online, ..Way::straight(&project.profile) }) {
        Ok(plan) => Ok(Some(plan)),
        Err(refusals) => {
            let may = |refusal: &Refusal| matches!(refusal, Refusal::Impossible(_, why) if REFUSALS.iter().any(|word| why.contains(word)));
            if refusals.iter().all(may) { Ok(None) } else { Err(format!("{refusals:?}")) }
        }
    }
}

fn from_nothing<'a>(project: &Declared, to: &'a Catalog) -> Result<Plan<'a>, String> {
    static NOTHING: Catalog = Catalog { objects: std::collections::BTreeMap::new() };
    planned(project, &NOTHING, to, false)?.ok_or_else(|| "it is refused from nothing".to_owned())
}

fn hazards(plan: &Plan) -> impl Iterator<Item = Hazard> {
    plan.steps.iter().flat_map(|step| &step.statements).flat_map(|statement| &statement.hazards).copied()
}

async fn apply(database: &mut Database, plan: &Plan<'_>, project: &Declared) -> Result<(), String> {
    let applied = canonical::create(database, &plan.steps, &project.profile).await;
    applied.map_err(|error| format!("{error}\n{}", script(plan)))
}

async fn read(database: &mut Database) -> Result<Reading, String> {
    live::read(database.connection(), false).await.map_err(|error| format!("reading: {error:?}"))
}

fn same(found: &Reading, wanted: &Reading, what: &str) -> Result<(), String> {
    let mut differences = compare(&wanted.objects, &found.objects);
    differences.extend(compare_owners(&wanted.owners, &found.owners, |_| true));
    if differences.is_empty() {
        return Ok(());
    }
    let list = differences.iter().map(|own| format!("\n  {} {:?}", own.id, own.what));
    Err(format!("{what} is not what is wanted:{}", list.collect::<String>()))
}

/// The tables of a schema.
fn tables(project: &Declared) -> impl Iterator<Item = String> {
    project
        .catalog
        .iter()
        .filter(|(id, _)| id.kind == Kind::Table)
        .map(|(id, _)| id.path.iter().map(ToString::to_string).collect::<Vec<_>>().join("."))
}

/// Puts a row in every table that takes one.
async fn fill(database: &mut Database, project: &Declared) -> Result<(), String> {
    for table in tables(project) {
        match database.execute(&format!("insert into {table} (id) values (1)")).await {
            // It lacks a value, or a partition.
            Ok(()) | Err(Error::Script(_)) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

async fn empty(database: &mut Database, project: &Declared) -> Result<(), String> {
    let list = tables(project).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return Ok(());
    }
    database.execute(&format!("truncate {list} cascade")).await.map_err(|error| error.to_string())
}

/// How many rows there are in the tables that both have.
async fn rows(database: &mut Database, from: &Declared, to: &Declared) -> Result<String, String> {
    let after: BTreeSet<String> = tables(to).collect();
    let counts: Vec<String> = tables(from)
        .filter(|table| after.contains(table))
        .map(|table| format!("select '{table}', count(*)::text from {table}"))
        .collect();
    if counts.is_empty() {
        return Ok(String::new());
    }
    let found = database.query_text(&counts.join(" union all ")).await.map_err(|error| error.to_string())?;
    Ok(format!("{found:?}"))
}
