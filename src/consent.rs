//! Which hazards a plan may carry: what loses data or rewrites tables is refused until the project or the caller allows it.

use std::collections::BTreeSet;

use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diff::Change;
use crate::generate::place;
use crate::kind::Id;
use crate::lower::Lowered;
use crate::plan::{Question, Step};
use crate::project::Project;
use crate::rename::{enum_value, name_of};
use crate::step::Hazard;
use crate::yaml::emit;

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
            let advice = step.statements.iter().find_map(|statement| statement.advice.as_ref());
            let advice = advice.map_or_else(String::new, |advice| format!("{advice}; "));
            let verb = match step.changes.first() {
                Some(Change::Drop(_)) => "dropping",
                Some(Change::Create(_)) => "creating",
                Some(Change::Alter(_) | Change::Rename(_, _)) | None => "changing",
            };
            out.push(
                Diagnostic::error(
                    code::DESTRUCTIVE_CHANGE,
                    place(subject, lowered),
                    format!("{verb} {subject} {what}"),
                )
                .help(format!(
                    "{advice}if that is meant, run `schemac generate --allow {}` once, or add `allow: [{}]` to schemac.yaml",
                    hazard.word(),
                    hazard.word()
                )),
            );
        }
    }
}

/// Asks whether what is new is what goes under another name, unless that was said or does not matter to the caller.
pub fn ask_back(
    questions: &[Question],
    project: &Project,
    allow: &BTreeSet<Hazard>,
    lowered: &Lowered,
    out: &mut Diagnostics,
) {
    if [&project.allow, allow].into_iter().any(|allowed| allowed.contains(&Hazard::PossibleRename)) {
        return;
    }
    for question in questions.iter().filter(|question| !lowered.fresh.contains(&question.new)) {
        out.push(possible_rename(question, lowered));
    }
}

/// The question whether something was renamed.
fn possible_rename(question: &Question, lowered: &Lowered) -> Diagnostic {
    let Question { new, old } = question;
    let name = |id: &Id| name_of(id).map(|name| name.as_str().to_owned()).unwrap_or_default();
    let is_value = enum_value(new).is_some();
    let words = if is_value { "value" } else { new.kind.words() };
    let goes: Vec<String> = old.iter().map(|id| format!("`{}`", name(id))).collect();
    let goes = goes.split_last().map_or_else(String::new, |(last, others)| {
        if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) }
    });
    let message = format!("the {words} `{}` is new: is it {goes} under another name?", name(new));
    let likeliest = old.first().map(name).unwrap_or_default();
    let before = emit::Map::of("renamed_from", likeliest.as_str()).document();
    let before = before.trim_end();
    let diagnostic = Diagnostic::error(code::POSSIBLE_RENAME, place(new, lowered), message);
    if is_value {
        let value = emit::Map::of("name", name(new).as_str()).with("renamed_from", likeliest.as_str());
        let flow = value.document().trim_end().replace('\n', ", ");
        return diagnostic
            .note("rows with a value that goes stop the migration, unless the enum says what they become")
            .help(format!(
                "write `{{ {flow} }}` if that is so, or say where rows go with `map: {{ {likeliest}: … }}`"
            ));
    }
    diagnostic.note("what is dropped is gone with all that is in it, what is renamed keeps it").help(format!(
        "add `{before}` to it if that is so, or `renamed_from: null` if it is not; `--allow possible_rename` goes ahead with drop and add"
    ))
}
