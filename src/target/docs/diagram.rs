//! Relations and their foreign keys → a Mermaid diagram. Mermaid takes few characters in names, so what it would not take goes into labels.

use std::collections::BTreeSet;

use super::book::{Book, Reference, Relation};
use super::markdown::{fence, mark};
use crate::kind::Object;
use crate::kind::column::Column;
use crate::kind::constraint::Rule;
use crate::name::{Ident, Name};

/// An overview of more tables than this is a tangle.
pub const READABLE: usize = 30;

/// Words that mean something to Mermaid where the name of a column is expected.
const KEYS: &[&str] = &["pk", "fk", "uk"];

/// Words that mean something to Mermaid where the name of a table is expected.
const WORDS: &[&str] = &[
    "acctitle",
    "accdescr",
    "class",
    "classdef",
    "default",
    "direction",
    "end",
    "erdiagram",
    "identifying",
    "linkstyle",
    "many",
    "one",
    "only",
    "optionally",
    "style",
    "subgraph",
    "title",
    "to",
    "u",
    "zero",
];

/// All tables, with nothing but their references; nothing where a single module shows them all.
pub fn overview(book: &Book) -> Option<String> {
    let tables: Vec<&Relation> = book.relations.values().filter(|relation| relation.is_table()).collect();
    let modules: BTreeSet<&str> = tables.iter().map(|relation| relation.module).collect();
    (modules.len() > 1 && tables.len() <= READABLE).then(|| draw(book, &tables, Columns::None))
}

/// The tables of a module with their keys, and their neighbours; nothing where no table points anywhere.
pub fn module(book: &Book, module: &str) -> Option<String> {
    let tables: Vec<&Relation> =
        book.relations.values().filter(|relation| relation.is_table() && relation.module == module).collect();
    let touched = |name: &Name| tables.iter().any(|relation| relation.name == *name);
    let related =
        book.references.iter().any(|reference| touched(&reference.constraint.table) || touched(&reference.key.table));
    related.then(|| draw(book, &tables, Columns::Keys))
}

/// A relation with all its columns, and its neighbours.
pub fn neighbourhood(book: &Book, relation: &Relation) -> String {
    draw(book, &[relation], Columns::All)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Columns {
    None,
    Keys,
    All,
}

fn draw(book: &Book, centre: &[&Relation], columns: Columns) -> String {
    let names: BTreeSet<&Name> = centre.iter().map(|relation| &relation.name).collect();
    let mut references: Vec<&Reference> =
        centre.iter().flat_map(|relation| book.references_of(&relation.name)).collect();
    references.sort_by_key(|r| (&r.constraint.table, &r.constraint.name));
    references.dedup_by_key(|r| (&r.constraint.table, &r.constraint.name));
    let mut lines = vec!["erDiagram".to_owned()];
    for relation in centre {
        entity(book, relation, columns, &mut lines);
    }
    let ends = references
        .iter()
        .flat_map(|r| [&r.constraint.table, &r.key.table])
        .filter(|name| !names.contains(name))
        .collect::<BTreeSet<_>>();
    for relation in ends.into_iter().filter_map(|name| book.relations.get(name)) {
        entity(book, relation, Columns::None, &mut lines);
    }
    for reference in references {
        let (Some(child), Some(parent)) =
            (book.relations.get(&reference.constraint.table), book.relations.get(&reference.key.table))
        else {
            continue;
        };
        let (one, many) = (if reference.optional { "|o" } else { "||" }, if reference.single { "o|" } else { "o{" });
        let label = reference.key.columns.iter().map(Ident::as_str).collect::<Vec<_>>().join(", ");
        lines.push(format!("    {} {one}--{many} {} : \"{}\"", parent.entity, child.entity, quoted(&label)));
    }
    fence("mermaid", &lines.join("\n"))
}

fn entity(book: &Book, relation: &Relation, columns: Columns, lines: &mut Vec<String>) {
    let external = if relation.object.is_none() { " (external)" } else { "" };
    let title = format!(
        "{}{external}",
        if relation.name.schema == book.project.schema {
            relation.name.name.as_str().to_owned()
        } else {
            format!("{}.{}", relation.name.schema.as_str(), relation.name.name.as_str())
        }
    );
    let label = if title == relation.entity { String::new() } else { format!("[\"{}\"]", quoted(&title)) };
    let attributes = if columns == Columns::None { Vec::new() } else { attributes(book, relation, columns) };
    if attributes.is_empty() {
        lines.push(format!("    {}{label}", relation.entity));
        return;
    }
    lines.push(format!("    {}{label} {{", relation.entity));
    lines.extend(attributes.iter().map(|attribute| format!("        {attribute}")));
    lines.push("    }".to_owned());
}

fn attributes(book: &Book, relation: &Relation, shown: Columns) -> Vec<String> {
    let mut columns: Vec<&Column> = book
        .parts_of(&relation.id)
        .filter_map(|(_, object)| if let Object::Column(column) = object { Some(column) } else { None })
        .collect();
    columns.sort_by_key(|column| column.position);
    let attribute = |column: &Column| {
        let keys = keys(book, relation, column);
        let wanted = match shown {
            Columns::None => false,
            Columns::Keys => keys.iter().any(|key| *key != "UK"),
            Columns::All => true,
        };
        let name = identifier(column.name.as_str(), KEYS);
        // What had to be changed stands beside it as it is.
        let comment =
            if name == column.name.as_str() { String::new() } else { format!(" \"{}\"", quoted(column.name.as_str())) };
        let keys = if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) };
        wanted.then(|| format!("{} {name}{keys}{comment}", type_word(column)))
    };
    columns.into_iter().filter_map(attribute).collect()
}

fn keys(book: &Book, relation: &Relation, column: &Column) -> Vec<&'static str> {
    let mut keys = BTreeSet::new();
    for (_, object) in book.parts_of(&relation.id) {
        let Object::Constraint(constraint) = object else { continue };
        let (mark, columns) = match &constraint.rule {
            Rule::PrimaryKey(key) => ("PK", &key.columns),
            Rule::ForeignKey(key) => ("FK", &key.columns),
            Rule::Unique(key) if key.columns.len() == 1 => ("UK", &key.columns),
            Rule::Unique(_) | Rule::Check(_) | Rule::Exclude(_) => continue,
        };
        if columns.contains(&column.name) {
            keys.insert(mark);
        }
    }
    ["PK", "FK", "UK"].into_iter().filter(|mark| keys.contains(mark)).collect()
}

/// The type in letters, digits and `_`: no modifiers, `_array` for brackets.
fn type_word(column: &Column) -> String {
    let array = "_array".repeat(usize::from(column.data_type.dimensions));
    format!("{}{array}", identifier(column.data_type.name.as_str(), KEYS))
}

/// What a relation is called.
pub fn entity_name(name: &str) -> String {
    identifier(name, WORDS)
}

/// A name that Mermaid takes: itself where it can be, spaces aside, else what is left of it and a mark.
fn identifier(name: &str, words: &[&str]) -> String {
    let mut kept = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            kept.push(c);
        } else if !kept.ends_with('_') {
            kept.push('_');
        }
    }
    let known = words.contains(&kept.to_lowercase().as_str());
    let lossless = name.replace(' ', "_") == kept;
    match (kept.starts_with(|c: char| c.is_ascii_alphabetic()) && !known, lossless) {
        (true, true) => kept,
        (true, false) => format!("{kept}_{}", mark(name)),
        (false, _) => format!("x_{kept}_{}", mark(name)),
    }
}

/// Text between double quotes, without what ends or escapes it.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' => '\'',
            '\\' => '/',
            '%' | '`' | '<' | '>' | ';' | '#' => '_',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}
