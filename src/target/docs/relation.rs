//! The page of a table or view.

use serde::Serialize;

use super::access;
use super::book::{Book, Reference, Relation};
use super::diagram;
use super::link::{INDEX, Place, ROLES, link, module_place, to_role};
use super::markdown::{cell, code, code_cell, codes, line, prose};
use super::policy::policies;
use super::section::{Block, Grid, Section, facts, section};
use super::seed::{SeedView, seed};
use crate::kind::column::Column;
use crate::kind::constraint::{Action, Constraint, ForeignKey, Rule};
use crate::kind::trigger::{Enabled, Trigger};
use crate::kind::{Define, Id, Kind, Object};
use crate::name::{Ident, Name};

/// Parts that have a section of their own below; any other kind is shown by what it says of itself.
const SHOWN: &[Kind] = &[
    Kind::Column,
    Kind::Default,
    Kind::Index,
    Kind::Constraint,
    Kind::Trigger,
    Kind::Policy,
    Kind::RowSecurity,
    Kind::Grants,
    Kind::Comment,
    Kind::Seed,
    Kind::PublicationTable,
    Kind::Table,
];

const PRIMARY_KEY: &str = "primary key";

#[derive(Serialize)]
pub struct View {
    title: String,
    words: &'static str,
    index: String,
    module: String,
    comment: String,
    external: bool,
    facts: Vec<String>,
    diagram: String,
    columns: Option<Grid>,
    blocks: Vec<Block>,
    constraints: Option<Grid>,
    references: Vec<String>,
    referenced_by: Vec<String>,
    partitions: Option<Grid>,
    indexes: Option<Grid>,
    security: String,
    policies: Vec<(String, Block)>,
    rights: Option<Grid>,
    roles: String,
    triggers: Option<Grid>,
    seed: Option<SeedView>,
    jobs: Option<Section>,
    sections: Vec<Section>,
    used_by: Vec<String>,
}

pub fn view(book: &Book, relation: &Relation) -> View {
    let from = &relation.file();
    let name = &relation.name;
    let (mut lines, mut blocks) = (Vec::new(), Vec::new());
    if let Some(object) = relation.object {
        facts(object, &mut lines, &mut blocks);
    }
    lines.extend(
        partition_of(relation).map(|parent| {
            format!("Columns, constraints and triggers are those of {}", book.link_relation(from, parent))
        }),
    );
    // What a relation has one of belongs to its facts; what it has several of becomes a section.
    for (id, part) in book.parts_of(&relation.id).filter(|(id, _)| !SHOWN.contains(&id.kind)) {
        if id.path == relation.id.path {
            facts(part, &mut lines, &mut blocks);
        }
    }
    lines.extend(publications(book, relation));
    let several = |kind: &Kind| {
        let parts: Vec<_> =
            book.parts_of(&relation.id).filter(|(id, _)| id.kind == *kind && id.path != relation.id.path).collect();
        section(book, from, *kind, &parts)
    };
    let users: Vec<&Id> = book
        .used_by(&relation.id)
        .filter(|id| book.relation_of(id).is_none_or(|home| home.id != relation.id))
        .collect();
    let jobs: Vec<_> = users
        .iter()
        .filter(|id| id.kind == Kind::Job)
        .filter_map(|id| book.catalog.get(id).map(|job| (*id, job)))
        .collect();
    let others: Vec<&Id> = users.into_iter().filter(|id| !matches!(id.kind, Kind::Job | Kind::Constraint)).collect();
    View {
        title: line(&format!("{}.{}", name.schema.as_str(), name.name.as_str())),
        words: relation.words(),
        index: link(from, &line(&book.project.name), &Place::new(INDEX, "")),
        module: if relation.module.is_empty() || book.modules.len() == 1 {
            String::new()
        } else {
            link(from, &line(relation.module), &module_place(relation.module))
        },
        comment: prose(book.comment(&relation.id)),
        external: relation.object.is_none(),
        facts: lines,
        diagram: if diagram_helps(book, relation) { diagram::neighbourhood(book, relation) } else { String::new() },
        columns: columns(book, relation, from),
        blocks,
        constraints: constraints(book, relation),
        references: references(book, relation, from, true),
        referenced_by: references(book, relation, from, false),
        partitions: partitions(book, relation, from),
        indexes: several(&Kind::Index).and_then(Section::into_grid),
        security: security(book, relation),
        policies: policies(book, relation, from),
        rights: rights(book, relation, from),
        roles: link(from, "Roles", &Place::new(ROLES, "")),
        triggers: triggers(book, relation, from),
        seed: seed(book, relation),
        jobs: section(book, from, Kind::Job, &jobs),
        sections: Kind::ALL.iter().filter(|kind| !SHOWN.contains(kind)).filter_map(several).collect(),
        used_by: book.list(from, &others),
    }
}

/// A view without keys has nothing to draw.
fn diagram_helps(book: &Book, relation: &Relation) -> bool {
    matches!(relation.object, Some(Object::Table(_)))
        || book.references.iter().any(|reference| reference.key.table == relation.name)
}

fn columns(book: &Book, relation: &Relation, from: &str) -> Option<Grid> {
    let mut columns: Vec<(&Id, &Column)> = book
        .parts_of(&relation.id)
        .filter_map(|(id, object)| if let Object::Column(column) = object { Some((id, column)) } else { None })
        .collect();
    columns.sort_by_key(|(_, column)| column.position);
    let mut rows: Vec<Vec<String>> =
        columns.into_iter().map(|(id, column)| row(book, relation, from, id, column)).collect();
    if let (None, Some(known)) = (relation.object, book.externals.tables.get(&relation.name)) {
        let theirs = known
            .columns
            .iter()
            .map(|(name, data_type)| vec![code_cell(&name.to_string()), book.data_type(from, data_type)]);
        rows.splice(0..0, theirs);
    }
    if let Some(names) = view_columns(relation) {
        rows = names
            .iter()
            .map(|name| {
                vec![
                    code_cell(&name.to_string()),
                    String::new(),
                    String::new(),
                    String::new(),
                    String::new(),
                    cell(book.comment(&Id::of(Kind::Column, &relation.name, name))),
                ]
            })
            .collect();
    }
    Grid::new(["Column", "Type", "Null", "Default", "Notes", "Comment"], rows)
}

fn view_columns<'a>(relation: &Relation<'a>) -> Option<&'a [Ident]> {
    match relation.object {
        Some(Object::View(view)) => Some(&view.columns),
        Some(Object::MaterializedView(view)) => Some(&view.columns),
        _ => None,
    }
}

fn row(book: &Book, relation: &Relation, from: &str, id: &Id, column: &Column) -> Vec<String> {
    let fact = |wanted: &str| column_fact(column, wanted);
    let default = match book.catalog.get(&Id::of(Kind::Default, &relation.name, &column.name)) {
        Some(Object::Default(_)) if column.secret => "masked".to_owned(),
        Some(Object::Default(default)) => code_cell(default.expression.as_str()),
        _ => String::new(),
    };
    let mut notes: Vec<String> = keys(book, relation, from, &column.name);
    notes.extend(
        Some(fact("Notes"))
            .filter(|notes| !notes.is_empty())
            .map(|notes| if column.secret && notes == "secret" { notes } else { code_cell(&notes) }),
    );
    let null = if notes.iter().any(|note| note == PRIMARY_KEY) { "no".to_owned() } else { fact("Null") };
    vec![
        code_cell(&column.name.to_string()),
        book.data_type(from, &column.data_type),
        null,
        default,
        notes.join("; "),
        cell(book.comment(id)),
    ]
}

fn column_fact(column: &Column, wanted: &str) -> String {
    column.describe().into_iter().find(|(label, _)| *label == wanted).map(|(_, value)| value).unwrap_or_default()
}

/// The keys a column is part of.
fn keys(book: &Book, relation: &Relation, from: &str, column: &Ident) -> Vec<String> {
    let mut keys = Vec::new();
    for (_, object) in book.parts_of(&relation.id) {
        let Object::Constraint(constraint) = object else { continue };
        match &constraint.rule {
            Rule::PrimaryKey(key) if key.columns.contains(column) => keys.push(PRIMARY_KEY.to_owned()),
            Rule::Unique(key) if key.columns == std::slice::from_ref(column) => keys.push("unique".to_owned()),
            Rule::ForeignKey(key) if key.columns.contains(column) => {
                keys.push(format!("→ {}", book.link_relation(from, &key.table)))
            }
            _ => {}
        }
    }
    keys
}

fn constraints(book: &Book, relation: &Relation) -> Option<Grid> {
    let constraints = book.parts_of(&relation.id).filter(|(id, _)| id.kind == Kind::Constraint);
    let rows = constraints.map(|(id, object)| {
        let definition =
            object.describe().into_iter().map(|(_, value)| code_cell(&value)).collect::<Vec<_>>().join("<br>");
        vec![
            code_cell(&id.path.last().map(ToString::to_string).unwrap_or_default()),
            definition,
            cell(book.comment(id)),
        ]
    });
    Grid::new(["Constraint", "Definition", "Comment"], rows)
}

/// Foreign keys that leave a relation, or arrive at it.
fn references(book: &Book, relation: &Relation, from: &str, leaving: bool) -> Vec<String> {
    let (here, there) = if leaving { ("here", "there") } else { ("there", "here") };
    let sentence = |constraint: &Constraint, key: &ForeignKey| {
        let target = if key.references.is_empty() {
            String::new()
        } else {
            format!(" ({})", codes(key.references.iter().map(ToString::to_string)))
        };
        let deleted = match &key.on_delete {
            Action::NoAction | Action::Restrict => {
                format!("A row {there} cannot be deleted while rows {here} point to it.")
            }
            Action::Cascade => format!("Deleting a row {there} deletes the rows {here} that point to it."),
            Action::SetNull(only) => format!("Deleting a row {there} sets {} to null {here}.", set(only, &key.columns)),
            Action::SetDefault(only) => {
                format!("Deleting a row {there} sets {} to the default {here}.", set(only, &key.columns))
            }
        };
        let (from_columns, to_table) =
            (codes(key.columns.iter().map(ToString::to_string)), if leaving { &key.table } else { &constraint.table });
        let link = book.link_relation(from, to_table);
        if leaving {
            format!("{from_columns} → {link}{target}. {deleted}")
        } else {
            format!("{link} ({from_columns}). {deleted}")
        }
    };
    let here = |reference: &&Reference| {
        if leaving { reference.constraint.table == relation.name } else { reference.key.table == relation.name }
    };
    book.references_of(&relation.name)
        .filter(here)
        .map(|reference| sentence(reference.constraint, reference.key))
        .collect()
}

fn security(book: &Book, relation: &Relation) -> String {
    match (relation.object, book.catalog.get(&Id::named(Kind::RowSecurity, &relation.name))) {
        (Some(Object::View(view)), _) if view.security_invoker => {
            "The view reads with the rights of whoever asks: row-level security of the tables below holds.".to_owned()
        }
        (Some(Object::View(_) | Object::MaterializedView(_)), _) => {
            "It shows what its owner may read: row-level security of the tables below does not hold the reader back."
                .to_owned()
        }
        (_, Some(Object::RowSecurity(security))) if security.enabled && security.forced => {
            "Row-level security is on, for the owner of the table too.".to_owned()
        }
        (_, Some(Object::RowSecurity(security))) if security.enabled => {
            "Row-level security is on. It does not hold back the owner of the table, nor roles that bypass it."
                .to_owned()
        }
        (Some(_), _) => "Row-level security is **off**: whoever holds a right reaches every row.".to_owned(),
        (None, _) => {
            "The table is not ours: its rights, and whether row-level security is on, are not declared here.".to_owned()
        }
    }
}

fn rights(book: &Book, relation: &Relation, from: &str) -> Option<Grid> {
    let roles = book.roles.iter().cloned().chain([access::everybody()]);
    let rows = roles.filter_map(|of| {
        let cells = access::cells(book, relation, &of, from)?;
        Some(std::iter::once(to_role(from, &of)).chain(cells).collect())
    });
    Grid::new(["Role", "Select", "Insert", "Update", "Delete", "Further"], rows)
}

fn triggers(book: &Book, relation: &Relation, from: &str) -> Option<Grid> {
    let triggers = book
        .parts_of(&relation.id)
        .filter_map(|(id, object)| if let Object::Trigger(trigger) = object { Some((id, trigger)) } else { None });
    let rows = triggers.map(|(id, trigger)| {
        let functions: Vec<String> = book.uses(id).filter(|id| matches!(book.catalog.get(id), Some(Object::Function(function)) if function.name == trigger.function)).map(|id| book.link_to(from, id)).collect();
        let function = if functions.is_empty() { code_cell(&book.short(&trigger.function)) } else { functions.join(", ") };
        let when = trigger.describe().into_iter().find(|(label, _)| *label == "When").map(|(_, value)| code_cell(&value));
        vec![code_cell(&trigger.name.to_string()), when.unwrap_or_default(), function, notes(trigger), cell(book.comment(id))]
    });
    Grid::new(["Trigger", "When", "Function", "Notes", "Comment"], rows)
}

fn notes(trigger: &Trigger) -> String {
    let mut notes = Vec::new();
    if !trigger.arguments.is_empty() {
        notes.push(format!("arguments {}", codes(&trigger.arguments)));
    }
    if let Some(deferral) = &trigger.constraint {
        notes.push(match (deferral.deferrable, deferral.initially_deferred) {
            (_, true) => "constraint trigger, deferred".to_owned(),
            (true, false) => "constraint trigger, deferrable".to_owned(),
            (false, false) => "constraint trigger".to_owned(),
        });
        notes.extend(deferral.from.iter().map(|table| format!("from {}", code_cell(&table.to_string()))));
    }
    notes.extend(trigger.old_table.iter().map(|name| format!("old rows as {}", code_cell(&name.to_string()))));
    notes.extend(trigger.new_table.iter().map(|name| format!("new rows as {}", code_cell(&name.to_string()))));
    notes.extend(match trigger.enabled {
        Enabled::Origin => None,
        Enabled::Disabled => Some("**disabled**".to_owned()),
        Enabled::Replica => Some("on replicas only".to_owned()),
        Enabled::Always => Some("on replicas too".to_owned()),
    });
    notes.join("; ")
}

fn publications(book: &Book, relation: &Relation) -> Vec<String> {
    let mut published = Vec::new();
    for (_, object) in book.parts_of(&relation.id) {
        let Object::PublicationTable(member) = object else { continue };
        let columns = if member.columns.is_empty() {
            String::new()
        } else {
            format!(", columns {}", codes(member.columns.iter().map(ToString::to_string)))
        };
        let rows =
            member.predicate.as_ref().map_or_else(String::new, |sql| format!(", rows where {}", code(sql.as_str())));
        let realtime = if member.publication.as_str() == "supabase_realtime" {
            " (Supabase Realtime sends its changes)"
        } else {
            ""
        };
        published.push(format!("Published in: {}{columns}{rows}{realtime}", code(member.publication.as_str())));
    }
    published
}

fn partitions(book: &Book, relation: &Relation, from: &str) -> Option<Grid> {
    let bound = |other: &Relation| match book.catalog.get(&Id::named(Kind::Partition, &other.name)) {
        Some(Object::Partition(partition)) => code_cell(&partition.bound.sql()),
        _ => String::new(),
    };
    let partitions = book.relations.values().filter(|other| partition_of(other) == Some(&relation.name));
    Grid::new(
        ["Partition", "Rows", "Comment"],
        partitions
            .map(|other| vec![book.link_relation(from, &other.name), bound(other), cell(book.comment(&other.id))]),
    )
}

fn partition_of<'a>(relation: &Relation<'a>) -> Option<&'a Name> {
    match relation.object {
        Some(Object::Table(table)) => table.partition_of.as_ref(),
        _ => None,
    }
}

/// The columns that an action sets: those it names, else those of the key.
fn set(only: &[Ident], columns: &[Ident]) -> String {
    codes(if only.is_empty() { columns } else { only }.iter().map(ToString::to_string))
}
