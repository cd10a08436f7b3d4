//! A plan in words: for a program as JSON, for a pull request as Markdown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Ends;
use super::access::{Access, access};
use crate::diff::Change;
use crate::plan::Step;
use crate::project::Project;
use crate::step::{Lock, Statement};
use crate::target::migration::batches;

/// The plan for a program.
#[must_use]
pub fn json(project: &Project, ends: &Ends, steps: &[Step]) -> String {
    let files: Vec<Value> = batches(steps.to_vec())
        .into_iter()
        .filter(|batch| batch.has_statements())
        .map(|batch| {
            let steps: Vec<Value> =
                batch.steps.iter().filter(|step| !step.statements.is_empty()).map(step_json).collect();
            json!({ "transaction": batch.transaction, "steps": steps })
        })
        .collect();
    let unmanaged: Vec<String> = ends.unmanaged.iter().map(ToString::to_string).collect();
    let value = json!({
        "project": project.name, "files": files, "access": access(ends),
        "unmanaged": unmanaged, "unmodelled": ends.unmodelled,
    });
    format!("{value:#}\n")
}

fn step_json(step: &Step) -> Value {
    let changes: Vec<Value> = step
        .changes
        .iter()
        .map(|change| json!({ "change": change.verb(), "object": change.id().to_string() }))
        .collect();
    let statements: Vec<Value> = step
        .statements
        .iter()
        .map(|own| {
            let hazards: Vec<&str> = own.hazards.iter().map(|hazard| hazard.word()).collect();
            json!({ "sql": own.sql, "hazards": hazards, "lock": own.lock() })
        })
        .collect();
    json!({ "changes": changes, "statements": statements })
}

/// The plan for a pull request.
#[must_use]
pub fn markdown(project: &Project, ends: &Ends, steps: &[Step], script: &str) -> String {
    let mut text = format!("## Plan for {}\n\n", project.name);
    let told: Vec<&Step> = steps.iter().filter(|step| !step.statements.is_empty()).collect();
    if told.is_empty() {
        text.push_str("Nothing to do.\n");
        return text;
    }
    text.push_str("| Change | Hazards | Lock |\n|---|---|---|\n");
    for step in told {
        let Some(change) = step.changes.first() else { continue };
        let hazards: BTreeSet<&str> =
            step.statements.iter().flat_map(|own| &own.hazards).map(|hazard| hazard.word()).collect();
        let lock = lock(step);
        let lock = if lock == Lock::None { String::new() } else { lock.to_string() };
        let hazards = hazards.into_iter().collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "| {} {} | {hazards} | {lock} |", change.verb(), escaped(&change.id().to_string()));
    }
    let access = access(ends);
    if !access.is_empty() {
        text.push_str("\n### Who may do what\n\n");
        for Access { role, on, change, what } in &access {
            let (role, on) = (escaped(role.as_str()), escaped(&on.to_string()));
            let _ = writeln!(text, "- {role} {} {} on {on}", change.verb(), escaped(what));
        }
    }
    // A fence longer than any in the script.
    let fence = "`".repeat(script.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2) + 1);
    let _ = write!(text, "\n<details><summary>SQL</summary>\n\n{fence}sql\n{script}{fence}\n\n</details>\n");
    text
}

/// The strongest lock that a step takes. Outside a transaction, what clears away after an attempt that failed has nothing to do as a rule.
fn lock(step: &Step) -> Lock {
    let last = step.statements.last().filter(|last| !last.transaction);
    let locks = step.statements.iter().map(Statement::lock).max();
    last.map(Statement::lock).or(locks).unwrap_or(Lock::None)
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if "\\`*_[]<>|".contains(character) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

/// What a person wants to know before the SQL: hazards, locks and access.
#[must_use]
pub fn summary(ends: &Ends, steps: &[Step]) -> Vec<String> {
    let mut lines = Vec::new();
    for step in steps.iter().filter(|step| !step.statements.is_empty()) {
        let Some(change) = step.changes.first() else { continue };
        let mut notes: Vec<String> = Vec::new();
        let hazards: BTreeSet<&str> =
            step.statements.iter().flat_map(|own| &own.hazards).map(|hazard| hazard.word()).collect();
        notes.extend(hazards.into_iter().map(str::to_owned));
        let lock = lock(step);
        if lock >= Lock::Share && !matches!(change, Change::Create(id) if *id == step.family) {
            notes.push(format!("{lock} lock"));
        }
        let notes = if notes.is_empty() { String::new() } else { format!(": {}", notes.join(", ")) };
        lines.push(format!("{} {}{notes}", change.verb(), change.id()));
    }
    for Access { role, on, change, what } in access(ends) {
        lines.push(format!("{} {} {what} on {on}", role.as_str(), change.verb()));
    }
    lines
}
