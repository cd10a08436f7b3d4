//! Which hazards a plan may carry: what loses data or rewrites tables is refused until the project or the caller allows it.

use std::collections::BTreeSet;

use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diff::Change;
use crate::generate::place;
use crate::lower::Lowered;
use crate::plan::Step;
use crate::project::Project;
use crate::step::Hazard;

/// Refuses steps that lose data or rewrite tables, unless the project or the caller allows it.
pub fn ask(steps: &[Step], project: &Project, allow: &BTreeSet<Hazard>, lowered: &Lowered, out: &mut Diagnostics) {
    for step in steps {
        let hazards: BTreeSet<Hazard> =
            step.statements.iter().flat_map(|statement| statement.hazards.iter().copied()).collect();
        for hazard in
            hazards.into_iter().filter(|h| h.needs_consent() && !project.allow.contains(h) && !allow.contains(h))
        {
            let Some(subject) = step.subject() else { continue };
            let what = match hazard {
                Hazard::DataLoss => "would lose data",
                _ => "would rewrite the whole table while nobody can use it",
            };
            let verb = match step.changes.first() {
                Some(Change::Drop(_)) => "dropping",
                Some(Change::Create(_)) => "creating",
                Some(Change::Alter(_)) | None => "changing",
            };
            out.push(
                Diagnostic::error(
                    code::DESTRUCTIVE_CHANGE,
                    place(subject, lowered),
                    format!("{verb} {subject} {what}"),
                )
                .help(format!(
                    "if that is meant, run `schemac generate --allow {}` once, or add `allow: [{}]` to schemac.yaml",
                    hazard.word(),
                    hazard.word()
                )),
            );
        }
    }
}
