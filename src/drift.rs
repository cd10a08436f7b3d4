//! `schemac drift` as a function: the declared schema against a live database. What a server printed is compared with what a server of
//! the same major version printed, attribute by attribute; where only another version is at hand, what only such a server can print is
//! left out and that is said.

mod owners;
mod platform;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::compare::{self, Difference, What};
use crate::introspect::Unmodelled;
use crate::kind::{Id, Kind, Object};
use crate::live::{Reading, Scope};
use crate::lower::Lowered;
use crate::name::Ident;
use crate::project::Project;
use crate::source::Span;

/// An object that is not in the database what it is in the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub id: Id,
    pub state: State,
    /// What it is, where the whole of it is missing or too much.
    pub is: Vec<(&'static str, String)>,
    /// Where it is declared, or what it is a part of.
    pub place: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Attributes have other values.
    Changed(Vec<Attribute>),
    /// It is declared, and not there.
    Missing,
    /// It is there on an object that is declared, and is not declared itself.
    Unexpected,
    /// It is there, and nothing that it belongs to is declared.
    Unknown,
}

/// An attribute with both values; one that is nothing is what Postgres takes for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    pub attribute: String,
    pub declared: Option<String>,
    pub found: Option<String>,
}

/// What a comparison came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub findings: Vec<Finding>,
    /// What the database has and no declaration could say; the declared schema does not make it either.
    pub unmodelled: BTreeSet<Unmodelled>,
    /// Kinds that are declared and could not be read.
    pub unread: BTreeSet<Kind>,
    /// Attributes that could not be compared, because the declared schema was printed by another major version.
    pub not_compared: Vec<(Id, String)>,
}

/// What is declared and what is in a database, as servers printed it, and as far as the project is concerned with it.
#[derive(Debug)]
pub struct Sides {
    pub declared: Reading,
    pub found: Reading,
}

impl Sides {
    /// Leaves out what is none of the project's business: schemas that it names nothing in, unless `everywhere`, and what a platform brings.
    #[must_use]
    pub fn new(
        project: &Project,
        lowered: &Lowered,
        mut declared: Reading,
        mut found: Reading,
        everywhere: bool,
    ) -> Sides {
        owners::settle(&mut declared, &mut found);
        platform::leave_out(project, lowered, &mut declared, &mut found);
        found.leave_out_dependents(|id| declared.objects.contains_key(id));
        let mut scope = scope(project, lowered, &declared, &found);
        if everywhere {
            scope.only.clear();
        }
        declared.keep(&scope);
        found.keep(&scope);
        Sides { declared, found }
    }
}

/// Compares the declared schema, as a server printed it, with a live database.
#[must_use]
pub fn drift(project: &Project, lowered: &Lowered, declared: Reading, found: Reading) -> Report {
    let Sides { declared, found } = Sides::new(project, lowered, declared, found, false);
    let mut differences = compare::compare(&declared.objects, &found.objects);
    let on_both = |id: &Id| declared.objects.contains_key(id) && found.objects.contains_key(id);
    differences.extend(compare::compare_owners(&declared.owners, &found.owners, on_both));
    differences.sort_by(|a, b| a.id.cmp(&b.id));
    let mut report = Report::default();
    let same_version = declared.server.major == found.server.major;
    for Difference { id, what } in differences {
        let state = match what {
            What::Changed { attribute, .. } if !same_version && is_printed(&id, &attribute, &declared) => {
                report.not_compared.push((id, attribute));
                continue;
            }
            What::Changed { attribute, expected, found } => {
                State::Changed(vec![Attribute { attribute, declared: expected, found }])
            }
            What::Missing => State::Missing,
            What::Extra if belongs(&id, &declared, &found).any(|whole| declared.objects.contains_key(&whole)) => {
                State::Unexpected
            }
            What::Extra => State::Unknown,
        };
        if state == State::Unknown && (project.leaves_alone(&id) || is_bookkeeping(&id)) {
            continue;
        }
        let whole = match state {
            State::Changed(_) => None,
            State::Missing => declared.objects.get(&id),
            State::Unexpected | State::Unknown => found.objects.get(&id),
        };
        let mut is = whole.map(Object::describe).unwrap_or_default();
        is.retain(|(_, value)| !value.is_empty());
        report.add(Finding { place: place(&id, &state, lowered, &declared, &found), id, state, is });
    }
    report.unread =
        found.unread.iter().filter(|kind| lowered.catalog.iter().any(|(id, _)| id.kind == **kind)).copied().collect();
    report.unmodelled = found.unmodelled.difference(&declared.unmodelled).cloned().collect();
    report
}

impl Report {
    /// What is said of one object is one finding; what is said of it comes one after the other.
    fn add(&mut self, finding: Finding) {
        match (self.findings.last_mut().filter(|last| last.id == finding.id), finding) {
            (Some(Finding { state: State::Changed(known), .. }), Finding { state: State::Changed(more), .. }) => {
                known.extend(more);
            }
            (_, finding) => self.findings.push(finding),
        }
    }
}

/// Where an object is declared, or what it is a part of.
fn place(id: &Id, state: &State, lowered: &Lowered, declared: &Reading, found: &Reading) -> Option<Span> {
    if let State::Changed(attributes) = state
        && let Some(fields) = lowered.conditions.get(id)
        && let Some((_, node)) = fields.iter().find(|(field, _)| attributes.iter().any(|own| own.attribute == *field))
    {
        return Some(node.span);
    }
    std::iter::once(id.clone()).chain(belongs(id, declared, found)).find_map(|id| lowered.places.get(&id).copied())
}

/// What an object belongs to, from the inside out.
fn belongs(id: &Id, declared: &Reading, found: &Reading) -> impl Iterator<Item = Id> {
    std::iter::successors(parent(id, declared, found), |id| parent(id, declared, found))
}

/// What an object belongs to in the end: itself, if to nothing.
#[must_use]
pub fn outermost(id: &Id, declared: &Reading, found: &Reading) -> Id {
    belongs(id, declared, found).last().unwrap_or_else(|| id.clone())
}

/// What an object belongs to; a part may be of whatever relation there is.
fn parent(id: &Id, declared: &Reading, found: &Reading) -> Option<Id> {
    if let Some(target) = id.target() {
        return Some(target);
    }
    let object = declared.objects.get(id).or_else(|| found.objects.get(id));
    let exists = |id: &Id| declared.objects.contains_key(id) || found.objects.contains_key(id);
    if let Some(parent) = object.and_then(Object::parent) {
        let relation = parent.relations().find(&exists);
        return Some(relation.unwrap_or(parent));
    }
    let [schema, name, ..] = id.path.as_slice() else { return None };
    let table = Id { kind: Kind::Table, on: None, path: vec![schema.clone(), name.clone()] };
    table.relations().find(|relation| relation != id && id.path.len() > 2 && exists(relation))
}

/// The schemas of the project, and what it hung on tables of others.
fn scope(project: &Project, lowered: &Lowered, declared: &Reading, found: &Reading) -> Scope {
    let scope = Scope::on(project.profile.platform).without(&lowered.externals);
    let mut parts: BTreeSet<Id> = lowered.catalog.objects.keys().cloned().collect();
    // Who hangs one policy on a table of others wants to know of every other one there: together they decide who sees what.
    let guarded: BTreeSet<Id> =
        lowered.catalog.iter().filter_map(|(id, object)| object.parent().filter(|_| id.kind == Kind::Policy)).collect();
    for (id, object) in declared.objects.iter().chain(&found.objects) {
        let guards = matches!(id.kind, Kind::Policy | Kind::RowSecurity);
        if guards && object.parent().is_some_and(|table| guarded.contains(&table)) {
            parts.insert(id.clone());
        }
    }
    let mut only: BTreeSet<Ident> = lowered
        .catalog
        .objects
        .keys()
        .filter_map(|id| if id.kind == Kind::Schema { id.path.first() } else { id.schema() })
        .filter(|schema| !scope.foreign.contains(*schema))
        .cloned()
        .collect();
    only.insert(project.schema.clone());
    // A schema that waits for its new name.
    for (new, old) in lowered.renamed.iter().filter(|(new, _)| new.kind == Kind::Schema) {
        if !found.objects.contains_key(new) {
            only.extend(old.path.first().cloned());
        }
    }
    Scope { only, parts, ..scope }
}

/// The tables in which tools that apply migrations keep what they did.
const BOOKKEEPING: &[&str] = &[
    "__diesel_schema_migrations",
    "_sqlx_migrations",
    "databasechangelog",
    "databasechangeloglock",
    "flyway_schema_history",
    "goose_db_version",
    "pgmigrations",
    "refinery_schema_history",
    "schema_migrations",
    "schemac_migrations",
    "seaql_migrations",
];

/// Whether a tool that applies migrations keeps what it did there.
#[must_use]
pub fn is_bookkeeping(id: &Id) -> bool {
    let of = id.path.get(1).map_or("", Ident::as_str);
    BOOKKEEPING.iter().any(|name| of == *name || of.strip_prefix(name) == Some("_id_seq"))
}

/// Whether an attribute is an expression or query, which each major version prints in its own way.
fn is_printed(id: &Id, attribute: &str, declared: &Reading) -> bool {
    let printed = declared.objects.get(id).map_or(&[] as &[&str], |object| object.printed());
    printed.iter().any(|name| attribute.split(['.', '[']).any(|part| part == *name))
}
