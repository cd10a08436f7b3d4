//! Which hazards a plan may carry: what loses data or rewrites tables is refused until the project or the caller allows it.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::diff::Change;
use crate::generate::place;
use crate::kind::{Id, Kind};
use crate::lower::Lowered;
use crate::name::Ident;
use crate::plan::{Question, Step};
use crate::project::{Project, matches};
use crate::rename::{enum_value, name_of};
use crate::step::Hazard;
use crate::yaml::cursor::{Map, Reader};
use crate::yaml::{Entry, Node, Value, emit};

/// Which hazards the plans of a project may carry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    /// On any object.
    everywhere: BTreeSet<Hazard>,
    /// On these objects only, by kind and name; `*` stands for any text. One that is not in a plan allows nothing, and does no harm.
    objects: BTreeMap<Hazard, Vec<String>>,
}

impl Allowed {
    /// Reads `allow`: hazards, or a map of hazards to the objects that may carry them.
    pub(crate) fn read(map: &Map, reader: &Reader) -> Allowed {
        let mut allowed = Allowed::default();
        let Some(node) = map.get("allow") else { return allowed };
        if let Value::Map(entries) = &node.value {
            for entry in entries {
                allowed.read_entry(entry, reader);
            }
            return allowed;
        }
        let words: Vec<(&str, Hazard)> = Hazard::ALL.iter().map(|hazard| (hazard.word(), *hazard)).collect();
        allowed.everywhere = reader.items(node).iter().filter_map(|node| reader.choice(node, &words)).collect();
        allowed
    }

    fn read_entry(&mut self, entry: &Entry, reader: &Reader) {
        let words = || Hazard::ALL.iter().map(|hazard| hazard.word());
        let Some(hazard) = Hazard::ALL.iter().copied().find(|hazard| hazard.word() == entry.key) else {
            let problem = format!("there is no hazard `{}`", entry.key);
            let diagnostic = Diagnostic::error(code::UNKNOWN_WORD, entry.key_span, problem);
            reader.report(match nearest(&entry.key, words()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
                None => diagnostic.help(format!("use one of {}", words().collect::<Vec<_>>().join(", "))),
            });
            return;
        };
        let names = reader.items(&entry.value).iter().filter_map(|node| object(node, reader));
        self.objects.entry(hazard).or_default().extend(names);
    }

    fn allows(&self, hazard: Hazard, id: &Id, schema: &Ident) -> bool {
        let names = self.objects.get(&hazard).map_or(&[] as &[String], Vec::as_slice);
        let (full, short) = (id.reference(), without_schema(id, schema));
        let named = |name: &String| matches(name, &full) || short.as_ref().is_some_and(|short| matches(name, short));
        self.everywhere.contains(&hazard) || names.iter().any(named)
    }

    /// What `allow` has to say for one more object.
    fn with(&self, hazard: Hazard, id: &Id) -> String {
        let mut objects = self.objects.clone();
        objects.entry(hazard).or_default().push(id.reference());
        self.everywhere.iter().for_each(|hazard| drop(objects.insert(*hazard, vec!["*".to_owned()])));
        let line = |(hazard, names): (&Hazard, &Vec<String>)| {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            format!("{hazard}: [{}]", names.join(", "))
        };
        format!("allow: {{ {} }}", objects.iter().map(line).collect::<Vec<_>>().join(", "))
    }
}

/// The name of an object, which begins with its kind; one that does not could never allow anything.
fn object(node: &Node, reader: &Reader) -> Option<String> {
    let text = reader.text(node)?;
    let is_of = |kind: &Kind| text.strip_prefix(kind.words()).is_some_and(|rest| rest.starts_with(' '));
    if text.starts_with('*') || Kind::ALL.iter().any(is_of) {
        return Some(text.to_owned());
    }
    let kind = text.split(' ').next().unwrap_or_default();
    let diagnostic = Diagnostic::error(code::UNKNOWN_WORD, node.span, format!("`{text}` does not begin with a kind"));
    reader.report(match nearest(kind, Kind::ALL.iter().map(|kind| kind.words())) {
        Some(near) => diagnostic.help(format!("did you mean `{near}{}`?", &text[kind.len()..])),
        None => diagnostic.help("write the kind and the name of an object: `column notes.body`, `table app.tmp_*`"),
    });
    None
}

/// The object as [`Id::reference`] names it, without the schema that names without one are in.
fn without_schema(id: &Id, schema: &Ident) -> Option<String> {
    if id.schema() != Some(schema) {
        return None;
    }
    Some(Id { path: id.path.get(1..)?.to_vec(), ..id.clone() }.reference())
}

/// A name in a list of YAML.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " _.".contains(c);
    if name.chars().all(plain) { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}

/// Refuses steps that lose data or rewrite tables, unless the project or the caller allows it.
pub fn ask(steps: &[Step], project: &Project, allow: &BTreeSet<Hazard>, lowered: &Lowered, out: &mut Diagnostics) {
    for step in steps {
        let hazards: BTreeSet<Hazard> =
            step.statements.iter().flat_map(|statement| statement.hazards.iter().copied()).collect();
        let Some(subject) = step.subject() else { continue };
        let allowed =
            |hazard: &Hazard| allow.contains(hazard) || project.allow.allows(*hazard, subject, &project.schema);
        for hazard in hazards.into_iter().filter(|hazard| hazard.needs_consent() && !allowed(hazard)) {
            let what = match hazard {
                Hazard::DataLoss => "would lose data",
                _ => "would rewrite the whole table while nobody can use it",
            };
            let mut advised = step.statements.iter().filter_map(|statement| statement.advice.as_ref());
            let advice = advised.find(|(of, _)| *of == hazard);
            let advice = advice.map_or_else(String::new, |(_, advice)| format!("{advice}; "));
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
                    "{advice}if that is meant, run `schemac generate --allow {hazard}` once, or have `{}` in schemac.yaml",
                    project.allow.with(hazard, subject)
                )),
            );
        }
    }
}

/// Says what keeps values that were computed by what is altered, and how they are computed anew.
pub fn warn(steps: &[Step], end: &Catalog, lowered: &Lowered, out: &mut Diagnostics) {
    for step in steps.iter().filter(|step| !step.stale.is_empty()) {
        let Some(subject) = step.subject() else { continue };
        let message = format!("{subject} computes something else now, and what it computed before is kept");
        let kept = step.stale.iter().filter_map(|id| Some(format!("{id}: {}", end.get(id)?.computed_anew()?)));
        let diagnostic = Diagnostic::warning(code::STALE_VALUES, place(subject, lowered), message);
        let diagnostic = kept.fold(diagnostic, Diagnostic::note);
        out.push(diagnostic.help("have it computed anew once the migration is applied"));
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
    let allowed = |id: &Id| {
        allow.contains(&Hazard::PossibleRename) || project.allow.allows(Hazard::PossibleRename, id, &project.schema)
    };
    let open = questions.iter().filter(|Question { new, .. }| !lowered.fresh.contains(new) && !allowed(new));
    open.for_each(|question| out.push(possible_rename(question, lowered)));
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

#[cfg(test)]
mod tests {
    use super::Allowed;
    use crate::kind::{Id, Kind};
    use crate::step::Hazard;

    fn id(kind: Kind, path: &[&str]) -> Id {
        Id { kind, on: None, path: path.iter().map(|part| (*part).into()).collect() }
    }

    #[test]
    fn objects_are_allowed_by_name() {
        let body = id(Kind::Column, &["public", "notes", "body"]);
        let allows = |name: &str, id: &Id| {
            let objects = [(Hazard::DataLoss, vec![name.to_owned()])].into();
            Allowed { objects, ..Allowed::default() }.allows(Hazard::DataLoss, id, &"public".into())
        };
        for name in ["column public.notes.body", "column notes.body", "column notes.*", "*"] {
            assert!(allows(name, &body), "{name}");
        }
        for name in ["column body", "table notes", "column app.notes.body", "column notes.bod"] {
            assert!(!allows(name, &body), "{name}");
        }
        assert!(!allows("table notes", &id(Kind::Table, &["app", "notes"])), "of another schema");
    }

    #[test]
    fn what_was_allowed_stays_in_the_line_to_write() {
        let function = id(Kind::Function, &["public", "f", "(integer, text)"]);
        let allowed = Allowed {
            everywhere: [Hazard::TableRewrite].into(),
            objects: [(Hazard::DataLoss, vec!["table notes".to_owned()])].into(),
        };
        assert_eq!(
            allowed.with(Hazard::DataLoss, &function),
            "allow: { data_loss: [table notes, 'function public.f(integer, text)'], table_rewrite: ['*'] }"
        );
    }
}
