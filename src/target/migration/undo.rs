//! What undoes each file. Files that have nothing to do with each other get their ways back from one plan: the indexes of a thousand
//! tables, each in a file of its own, would otherwise need a thousand plans.

use std::collections::{BTreeSet, HashMap};

use super::{Batch, batches};
use crate::catalog::Catalog;
use crate::kind::{Id, Object};
use crate::lock::{self, Changed};
use crate::plan::{Plan, Refusal, Step, Way, plan, reversed};
use crate::profile::Profile;
use crate::step::Hazard;

/// The steps that undo a batch, or why there are none.
pub type Back = Result<Vec<Step>, Vec<Refusal>>;

/// A batch with what it changes.
#[derive(Debug)]
pub struct Reversible {
    pub batch: Batch,
    pub changes: Vec<Changed>,
    pub back: Back,
    /// What held something that does not come back.
    pub lost: Vec<Id>,
}

/// The batches of a plan that do something.
#[must_use]
pub fn reversible(plan: &Plan, profile: &Profile) -> Vec<Reversible> {
    // Undoing one file is one file, so modules do not matter to its order.
    let profile = Profile { undoing: true, ..profile.clone() };
    let mut all = Vec::new();
    let mut after = plan.start.clone().into_owned();
    for run in runs(batches(plan.steps.clone())) {
        let before = after.clone();
        run.iter().for_each(|batch| plan.advance(&mut after, &batch.steps));
        match together(run, &before, &after, &profile) {
            Ok(run) => all.extend(run),
            Err(run) => {
                after = before;
                for batch in run {
                    let before = after.clone();
                    plan.advance(&mut after, &batch.steps);
                    if batch.has_statements() {
                        all.push(alone(batch, &before, &after, &profile));
                    }
                }
            }
        }
    }
    all
}

/// Batches that follow each other, of which each does one thing outside a transaction, to an object that the others leave alone; any other
/// batch is a run of its own.
fn runs(batches: Vec<Batch>) -> Vec<Vec<Batch>> {
    let mut runs: Vec<Vec<Batch>> = Vec::new();
    let mut families: BTreeSet<Id> = BTreeSet::new();
    for batch in batches {
        let family = match batch.steps.as_slice() {
            [step] if !batch.transaction => Some(step.family.clone()),
            _ => None,
        };
        let joins = !families.is_empty() && family.as_ref().is_some_and(|family| !families.contains(family));
        match runs.last_mut().filter(|_| joins) {
            Some(run) => run.push(batch),
            None => {
                families.clear();
                runs.push(vec![batch]);
            }
        }
        families.extend(family);
    }
    runs
}

/// A run with what undoes each of its batches, from one plan; or the run again, when a step of that plan is not about one batch alone.
fn together(
    run: Vec<Batch>,
    before: &Catalog,
    after: &Catalog,
    profile: &Profile,
) -> Result<Vec<Reversible>, Vec<Batch>> {
    let shares = if run.len() == 1 { None } else { shares(&run, before, after, profile) };
    let Some(shares) = shares else { return Err(run) };
    let of_batch =
        |(batch, Share { back, changes })| Reversible { lost: lost(&batch, before), batch, changes, back: Ok(back) };
    Ok(run.into_iter().zip(shares).map(of_batch).collect())
}

/// What one batch has of the way back, and of the changes.
#[derive(Debug, Default)]
struct Share {
    back: Vec<Step>,
    changes: Vec<Changed>,
}

fn shares(run: &[Batch], before: &Catalog, after: &Catalog, profile: &Profile) -> Option<Vec<Share>> {
    let Ok(Plan { steps, .. }) = plan(after, before, &Way::straight(profile)) else { return None };
    let mut owner: HashMap<&Id, usize> = HashMap::new();
    for (at, batch) in run.iter().enumerate() {
        owner.extend(batch.steps.iter().flat_map(|step| &step.changes).map(|change| (change.id(), at)));
    }
    let mut shares: Vec<Share> = run.iter().map(|_| Share::default()).collect();
    for step in steps {
        let at = *owner.get(step.subject()?)?;
        if step.changes.iter().any(|change| owner.get(change.id()) != Some(&at)) {
            return None;
        }
        shares[at].back.push(step);
    }
    for changed in lock::changes(before, after) {
        shares[*owner.get(&changed.id)?].changes.push(changed);
    }
    Some(shares)
}

/// A batch with what undoes it, whatever that takes.
fn alone(batch: Batch, before: &Catalog, after: &Catalog, profile: &Profile) -> Reversible {
    let renamed = reversed(&batch.steps);
    let back = plan(after, before, &Way { renamed: &renamed, ..Way::straight(profile) }).map(|plan| plan.steps);
    Reversible { lost: lost(&batch, before), batch, changes: lock::changes(before, after), back }
}

/// What a batch takes rows or values from that nothing says how to make again.
fn lost(batch: &Batch, before: &Catalog) -> Vec<Id> {
    let loses = |step: &&Step| step.statements.iter().any(|own| own.hazards.contains(&Hazard::DataLoss));
    let subjects = batch.steps.iter().filter(loses).filter_map(Step::subject);
    let is_made_again = |id: &Id| matches!(before.get(id), Some(Object::Column(column)) if column.backfill.is_some());
    subjects.filter(|id| !is_made_again(id)).cloned().collect()
}
