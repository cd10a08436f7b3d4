//! A plan tried before it is shown: the state is built on a scratch server, the plan applied to it, and what comes of it planned again,
//! which has to be nothing.

use std::collections::BTreeSet;

use super::{Ends, Witness};
use crate::canonical::{self, create, ground::Ground};
use crate::catalog::Catalog;
use crate::code;
use crate::compare::{self, Difference, What};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diff::diff;
use crate::error::{Error, Result};
use crate::generate::place;
use crate::kind::Id;
use crate::live::{self, Reading};
use crate::lower::Lowered;
use crate::plan::{Step, Way, plan};
use crate::project::Project;
use crate::scratch::{Database, ScriptError};

/// What came of trying a plan.
#[derive(Debug, PartialEq, Eq)]
pub enum Proof {
    /// It leads where it should, or what it does instead was told.
    Tried,
    /// The state could not be built on a scratch server, for this reason.
    NotTried(String),
}

/// Tries a plan on a scratch server. Where it leads elsewhere goes to `out`.
///
/// # Errors
/// When the server fails.
pub async fn prove(
    project: &Project,
    lowered: &Lowered,
    ends: &Ends,
    steps: &[Step],
    witness: &Witness,
    out: &mut Diagnostics,
) -> Result<Proof> {
    let mut database = match build(project, lowered, ends, witness).await? {
        Ok(database) => database,
        Err(reason) => return Ok(Proof::NotTried(reason)),
    };
    match create(&mut database, steps, &project.profile).await {
        Ok(()) => {}
        Err(canonical::Error::Refused { subject, error }) => {
            out.push(refused(subject.as_ref(), &error, lowered));
            return Ok(Proof::Tried);
        }
        Err(error) => return Err(failed(error)),
    }
    let reached = witness.ends(project, lowered, read(&mut database).await?);
    drop(database);
    let left: Vec<Id> = diff(&reached.from, &reached.to).iter().map(|change| change.id().clone()).collect();
    if left.is_empty() {
        return Ok(Proof::Tried);
    }
    let strangers = strangers(project, lowered, ends, witness).await?;
    for id in left.iter().filter(|id| !strangers.contains(id)) {
        out.push(missed(id, &reached, lowered));
    }
    Ok(Proof::Tried)
}

fn failed(error: canonical::Error) -> Error {
    Error::Canonical(Box::new(error))
}

async fn read(database: &mut Database) -> Result<Reading> {
    live::read(database.connection(), true).await.map_err(|error| Error::Live(Box::new(error)))
}

/// A database with the state that the plan starts from, or why there is none.
async fn build(
    project: &Project,
    lowered: &Lowered,
    ends: &Ends,
    witness: &Witness,
) -> Result<std::result::Result<Database, String>> {
    let scratch = |error| Error::Scratch(Box::new(error));
    let nothing = Catalog::default();
    let way = Way::straight(&project.profile);
    let steps = match plan(&nothing, &ends.from, &way) {
        Ok(plan) => plan.steps,
        Err(refusals) => return Ok(Err(format!("there is no order to create its objects in: {refusals:?}"))),
    };
    let mut database = witness.server.database().await.map_err(scratch)?;
    let roles = ends.from.iter().flat_map(|(_, object)| object.roles());
    let named = roles.filter(|role| !matches!(role.as_str(), "public" | "current_user")).cloned().collect();
    let ground = Ground::of(project, lowered, &[&ends.from, &ends.to]).with_roles(named);
    ground.prepare(&mut database).await.map_err(scratch)?;
    let unchecked = crate::profile::Profile { check_function_bodies: false, ..project.profile.clone() };
    match create(&mut database, &steps, &unchecked).await {
        Ok(()) => Ok(Ok(database)),
        Err(error @ canonical::Error::Refused { .. }) => Ok(Err(error.to_string())),
        Err(error) => Err(failed(error)),
    }
}

/// Objects that the scratch server makes other than the database has them, so that nothing can be said of them.
async fn strangers(project: &Project, lowered: &Lowered, ends: &Ends, witness: &Witness) -> Result<BTreeSet<Id>> {
    let Ok(mut database) = build(project, lowered, ends, witness).await? else { return Ok(BTreeSet::new()) };
    let built = witness.ends(project, lowered, read(&mut database).await?).from;
    Ok(diff(&ends.from, &built).into_iter().map(|change| change.id().clone()).collect())
}

fn refused(subject: Option<&Id>, error: &ScriptError, lowered: &Lowered) -> Diagnostic {
    let what = subject.map_or_else(|| "a statement of the plan".to_owned(), |id| format!("the step about {id}"));
    let place = subject.and_then(|id| place(id, lowered));
    Diagnostic::error(code::PLAN_FAILS, place, format!("the server does not take {what}"))
        .note(error.to_string())
        .note("tried on a scratch server with the same schema; nothing was changed")
        .help("say in the YAML how it is to become so, or make the change in several steps")
}

fn missed(id: &Id, reached: &Ends, lowered: &Lowered) -> Diagnostic {
    let message = format!("the plan would not make {id} what is declared");
    let mut diagnostic = Diagnostic::error(code::PLAN_FAILS, place(id, lowered), message);
    let side = |catalog: &Catalog| {
        let own = catalog.objects.get(id).map(|entry| (id.clone(), entry.object.clone()));
        own.into_iter().collect()
    };
    for Difference { what, .. } in compare::compare(&side(&reached.to), &side(&reached.from)) {
        let said = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
        diagnostic = diagnostic.note(match what {
            What::Missing => "it would not be there".to_owned(),
            What::Extra => "it would still be there".to_owned(),
            What::Changed { attribute, expected, found } => {
                format!("{attribute} is declared as {}, and would be {}", said(expected), said(found))
            }
        });
    }
    diagnostic
        .note("tried on a scratch server with the same schema; nothing was changed")
        .help("make this change by hand, or in several steps, and report it: such a change should be planned right, or refused by name")
}
