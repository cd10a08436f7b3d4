//! Two models → the steps that turn one into the other: renames first, then in stages where others must not be locked out, each of them
//! [`direct`]ly.

mod direct;
mod graph;
mod joined;
mod rebuild;
mod referenced;
mod renames;
pub mod stages;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::diff::Change;
use crate::kind::Id;
use crate::kind::partition::forms;
use crate::profile::Profile;
use crate::step::{Hazard, Statement};

use direct::direct;
pub use joined::{Joined, joined};
use renames::Renamed;
pub use renames::{Question, carried, reversed};
use stages::Stage;

/// One change with the statements that carry it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is created, dropped or altered; first the object itself, then what goes with it.
    pub changes: Vec<Change>,
    pub statements: Vec<Statement>,
    pub module: String,
    /// The outermost object that the subject belongs to: the table of an index.
    pub family: Id,
    /// It names what comes later in the body of a function, which Postgres must not look into then.
    pub unchecked: bool,
    /// What keeps values that were computed by what it alters.
    pub stale: Vec<Id>,
    /// To which of the plan's stages it leads.
    pub stage: usize,
    /// It must not share a transaction with the steps before it.
    pub apart: bool,
}

impl Step {
    /// The object that the step is about.
    #[must_use]
    pub fn subject(&self) -> Option<&Id> {
        self.changes.first().map(Change::id)
    }
}

/// Steps in their order.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub steps: Vec<Step>,
    /// The model that it starts from, with each partition in the form that it has at the end.
    pub start: Cow<'a, Catalog>,
    /// The model after the steps of each stage; the last is the end.
    pub stages: Vec<Cow<'a, Catalog>>,
    /// What is dropped and added here, and may be meant as a rename.
    pub questions: Vec<Question>,
}

impl<'a> Plan<'a> {
    /// Adds a stage, and the steps that lead to it.
    fn lead(&mut self, mut steps: Vec<Step>, to: Cow<'a, Catalog>) {
        for step in &mut steps {
            step.stage = self.stages.len();
        }
        self.steps.append(&mut steps);
        self.stages.push(to);
    }

    /// The model after some steps of the plan, applied to the one before them.
    pub fn advance(&self, state: &mut Catalog, steps: &[Step]) {
        let mut renamed = None;
        for step in steps {
            let Some(to) = self.stages.get(step.stage) else { continue };
            for change in &step.changes {
                // The first of some renames has made them all.
                if matches!(change, Change::Rename(_, _)) && renamed.replace(step.stage) == Some(step.stage) {
                    continue;
                }
                change.apply(state, to);
            }
        }
    }
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// An object cannot become what is asked for; the sentence says what to do.
    Impossible(Id, String),
    /// Objects need each other.
    Cycle(Vec<Id>),
}

/// How to get from one model to another.
#[derive(Debug, Clone)]
pub struct Way<'w> {
    pub profile: &'w Profile,
    /// Modules in their order; those that are not listed follow by name. A module is left only when nothing in it can go on.
    pub modules: Vec<&'w str>,
    /// What has another name at the end, by its id there, and its id before.
    pub renamed: &'w BTreeMap<Id, Id>,
    /// What of that was done when the names were taken that it has now: a name may be in use again.
    pub done: &'w BTreeMap<Id, Id>,
    /// Whether others work with the database meanwhile, so that no statement may lock a table while it reads all its rows.
    pub online: bool,
}

impl<'w> Way<'w> {
    /// The shortest: with every name as it is, and nobody else there.
    #[must_use]
    pub fn straight(profile: &'w Profile) -> Way<'w> {
        static NOTHING: BTreeMap<Id, Id> = BTreeMap::new();
        Way { profile, modules: Vec::new(), renamed: &NOTHING, done: &NOTHING, online: false }
    }

    /// Where a module stands among the others.
    fn rank(&self, module: &str) -> (usize, String) {
        let listed = self.modules.iter().position(|name| *name == module);
        (listed.unwrap_or(self.modules.len()), module.to_owned())
    }
}

/// The steps that turn `from` into `to`.
///
/// # Errors
/// All reasons why there is no such plan.
pub fn plan<'a>(from: &'a Catalog, to: &'a Catalog, way: &Way) -> Result<Plan<'a>, Vec<Refusal>> {
    let renamed = renames::renames(from, to, way);
    let state = match &renamed {
        Some(renamed) => Cow::Owned(renamed.catalog.clone()),
        None => Cow::Borrowed(from),
    };
    let (start, end) = forms::in_one(&state, to, way.profile);
    let start = match start {
        Cow::Owned(start) => Cow::Owned(start),
        Cow::Borrowed(_) => state.clone(),
    };
    let end = match end {
        Cow::Owned(end) => Cow::Owned(end),
        Cow::Borrowed(_) => Cow::Borrowed(to),
    };
    let mut plan = Plan { steps: Vec::new(), start: start.clone(), stages: Vec::new(), questions: Vec::new() };
    if let Some(Renamed { cleared, steps, catalog: _ }) = renamed {
        plan.start = Cow::Borrowed(from);
        if let Some(cleared) = cleared {
            plan.lead(direct(from, &cleared, way)?, Cow::Owned(cleared));
        }
        plan.lead(steps, start.clone());
    }
    plan.questions = renames::questions(&start, &end);
    let mut state = start.clone();
    for Stage { model, apart, ready } in stages::stages(&start, &end, way) {
        let mut steps = direct(&state, &model, way)?;
        for step in &mut steps {
            if step.subject().is_some_and(|id| ready.contains(id)) {
                let read = [Hazard::TableScan, Hazard::MayFail];
                step.statements.iter_mut().for_each(|own| own.hazards.retain(|hazard| !read.contains(hazard)));
            }
        }
        if let Some(first) = steps.first_mut() {
            first.apart = apart;
        }
        let model = match model {
            Cow::Owned(model) => Cow::Owned(model),
            Cow::Borrowed(_) => end.clone(),
        };
        plan.lead(steps, model.clone());
        state = model;
    }
    // What becomes something else on the way is computed anew.
    let stays = |id: &Id| start.get(id).is_some() && start.get(id) == end.get(id);
    for step in &mut plan.steps {
        step.stale.retain(stays);
        let alters = step.statements.first_mut().filter(|_| !step.stale.is_empty());
        alters.into_iter().for_each(|alter| alter.hazards.push(Hazard::StaleValues));
    }
    // The end is said as it was declared.
    if matches!(end, Cow::Owned(_)) {
        plan.stages.push(Cow::Borrowed(to));
    }
    Ok(plan)
}
