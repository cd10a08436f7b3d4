//! `schemac plan` as a function: the steps that turn a state into what a project declares. The state is a model too: the lock, another
//! project, or what a server printed; the last is compared only with what a server of the same major version printed.

mod access;
mod ends;
mod proof;
pub mod report;
pub mod rows;
pub mod script;
mod state;

pub use ends::Ends;
pub use proof::{Proof, prove};
pub use state::{State, Witness, ends};

use std::collections::BTreeSet;

use serde::Serializer;

use crate::consent;
use crate::diagnostic::Diagnostics;
use crate::generate::refused;
use crate::kind::Id;
use crate::lower::Lowered;
use crate::plan::{Plan, Step, plan};
use crate::project::Project;
use crate::step::Hazard;

/// An id as its words.
fn as_text<S: Serializer>(id: &Id, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// The steps from one end to the other. What is in the way goes to `out`, and then there are none.
#[must_use]
pub fn preview(
    project: &Project,
    lowered: &Lowered,
    ends: &Ends,
    allow: &BTreeSet<Hazard>,
    out: &mut Diagnostics,
) -> Vec<Step> {
    match plan(&ends.from, &ends.to, &project.way(&lowered.renamed, &ends.done)) {
        Ok(Plan { mut steps, start: _, stages: _, questions }) => {
            ends.mark(&mut steps);
            ends.refuse_held(&steps, &project.profile, lowered, out);
            consent::ask(&steps, project, allow, lowered, out);
            consent::ask_back(&questions, project, allow, lowered, out);
            consent::warn(&steps, &ends.to, lowered, out);
            if out.has_errors() { Vec::new() } else { steps }
        }
        Err(refusals) => {
            refusals.iter().for_each(|refusal| out.push(refused(refusal, lowered)));
            Vec::new()
        }
    }
}
