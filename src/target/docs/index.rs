//! The first page: what there is, how it hangs together, who may reach it.

use serde::Serialize;

use super::access::{self, COMMANDS};
use super::book::{Book, PARTITION, Relation};
use super::diagram;
use super::link::{FUNCTIONS, INDEX, Place, ROLES, TYPES, capital, link, module_place, to_role};
use super::markdown::{cell, first_sentence, line, prose};
use super::section::{Grid, Section, section};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;
use crate::profile::Platform;

/// Kinds that are parts of something on pages of their own, and not worth a column of the counts.
const UNCOUNTED: &[Kind] = &[
    Kind::Column,
    Kind::Default,
    Kind::Comment,
    Kind::Owner,
    Kind::Grants,
    Kind::RoleMembership,
    Kind::RoleSetting,
    Kind::RowSecurity,
    Kind::Partition,
    Kind::ReplicaIdentity,
    Kind::DefaultPrivileges,
];

#[derive(Serialize)]
pub struct View {
    title: String,
    comment: String,
    server: String,
    pages: Vec<String>,
    counts: Option<Grid>,
    overview: Option<String>,
    modules: Vec<ModuleView>,
    others: Option<Grid>,
    access: Option<Grid>,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct ModuleView {
    title: String,
    anchor: String,
    comment: String,
    relations: Option<Grid>,
    diagram: Option<String>,
}

/// `pages` are the other pages, by title and path.
pub fn view(book: &Book, pages: &[(&str, &str)]) -> View {
    let project = book.project;
    let platform = match project.profile.platform {
        Platform::Postgres => "",
        Platform::Supabase => " on Supabase",
    };
    let modules = &book.modules;
    View {
        title: line(&project.name),
        comment: prose(&project.comment),
        server: format!("PostgreSQL {} or later{platform}", project.profile.postgres),
        pages: pages.iter().map(|(title, path)| link(INDEX, title, &Place::new(path, ""))).collect(),
        counts: counts(book, modules),
        modules: modules
            .iter()
            .map(|module| ModuleView {
                title: if modules.len() > 1 { format!("Module {}", line(module)) } else { "Tables".to_owned() },
                anchor: module_place(module).anchor,
                comment: prose(&project.module(module).comment),
                relations: relations(book, module),
                diagram: diagram::module(book, module),
            })
            .collect(),
        overview: diagram::overview(book),
        others: others(book),
        access: matrix(book),
        sections: Kind::ALL
            .iter()
            .filter(|kind| **kind != Kind::Table)
            .filter_map(|kind| of_kind(book, *kind))
            .collect(),
    }
}

/// The objects of a kind that stand on their own.
fn of_kind(book: &Book, kind: Kind) -> Option<Section> {
    let objects: Vec<(&Id, &Object)> =
        book.catalog.iter().filter(|(id, object)| id.kind == kind && object.parent().is_none()).collect();
    section(book, INDEX, kind, &objects)
}

/// How many objects each module holds, counted here and now: rows and not the seeds that hold them, partitions apart from tables.
fn counts(book: &Book, modules: &[&str]) -> Option<Grid> {
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !UNCOUNTED.contains(kind)).collect();
    let count = |kind: Kind, module: Option<&str>| -> usize {
        let entries = book
            .catalog
            .objects
            .iter()
            .filter(|(id, entry)| id.kind == kind && module.is_none_or(|module| entry.module == module));
        let weight = |object: &Object| match object {
            Object::Seed(seed) => seed.rows.len(),
            Object::Table(table) => usize::from(table.partition_of.is_none()),
            _ => 1,
        };
        entries.map(|(_, entry)| weight(&entry.object)).sum()
    };
    let partitions = |module: Option<&str>| {
        book.relations
            .values()
            .filter(|relation| relation.words() == PARTITION && module.is_none_or(|module| relation.module == module))
            .count()
    };
    let shown = |count: usize| if count == 0 { String::new() } else { count.to_string() };
    let row = |title: String, module: Option<&str>| {
        std::iter::once(title)
            .chain(kinds.iter().map(|kind| shown(count(*kind, module))))
            .chain([shown(partitions(module))])
            .collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<String>> =
        modules.iter().map(|module| row(link(INDEX, &line(module), &module_place(module)), Some(module))).collect();
    if rows.len() > 1 {
        rows.push(row("**All**".to_owned(), None));
    }
    Grid::new(
        std::iter::once("Module".to_owned())
            .chain(kinds.iter().map(|kind| capital(&kind.plural())))
            .chain(["Partitions".to_owned()]),
        rows,
    )
}

fn relations(book: &Book, module: &str) -> Option<Grid> {
    let relations: Vec<&Relation> =
        book.relations.values().filter(|relation| relation.object.is_some() && relation.module == module).collect();
    let plain = relations.iter().all(|relation| relation.words() == "table");
    let count = |relation: &Relation, kind: Kind| {
        let count = book.parts_of(&relation.id).filter(|(id, _)| id.kind == kind).count();
        if count == 0 { String::new() } else { count.to_string() }
    };
    let row = |relation: &Relation| {
        vec![
            book.link_relation(INDEX, &relation.name),
            if plain { String::new() } else { relation.words().to_owned() },
            cell(first_sentence(book.comment(&relation.id))),
            count(relation, Kind::Column),
            count(relation, Kind::Index),
            count(relation, Kind::Policy),
            count(relation, Kind::Trigger),
        ]
    };
    Grid::new(
        ["Table", "Kind", "Purpose", "Columns", "Indexes", "Policies", "Triggers"],
        relations.into_iter().map(row),
    )
}

/// Tables that are not ours, and how we touch them.
fn others(book: &Book) -> Option<Grid> {
    let row = |relation: &Relation| {
        let referencing =
            book.references_of(&relation.name).filter(|reference| reference.key.table == relation.name).count();
        let parts = |kind: Kind| book.parts_of(&relation.id).filter(|(id, _)| id.kind == kind).count();
        let said = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        vec![
            book.link_relation(INDEX, &relation.name),
            said(referencing),
            said(parts(Kind::Column)),
            said(parts(Kind::Policy)),
            said(parts(Kind::Trigger)),
        ]
    };
    let rows = book.relations.values().filter(|relation| relation.object.is_none()).map(row);
    Grid::new(["Table", "Foreign keys to it", "Columns we add", "Policies we add", "Triggers we add"], rows)
}

/// Role × relation: a letter for each command, with marks for what limits it.
fn matrix(book: &Book) -> Option<Grid> {
    let everybody = access::everybody();
    let roles = book.roles.iter().cloned();
    let granted: Vec<&Relation> = book
        .relations
        .values()
        .filter(|relation| access::grants(book, &relation.id).is_some_and(|grants| !grants.to.is_empty()))
        .collect();
    let letters = |relation: &Relation, role: &Ident| {
        let rights = COMMANDS.iter().filter_map(|(_, privilege, letter)| {
            access::right(book, relation, role, *privilege).map(|right| access::mark(letter, &right))
        });
        rights.collect::<Vec<_>>().join(" ")
    };
    let open = granted.iter().any(|relation| !letters(relation, &everybody).is_empty());
    let roles: Vec<_> = roles
        .into_iter()
        .filter(|role| is_api(book, role) || granted.iter().any(|relation| !letters(relation, role).is_empty()))
        .chain(open.then_some(everybody.clone()))
        .collect();
    if roles.is_empty() {
        return None;
    }
    let row = |relation: &Relation| {
        let cells = roles.iter().map(|role| {
            Some(letters(relation, role)).filter(|letters| !letters.is_empty()).unwrap_or_else(|| "–".to_owned())
        });
        std::iter::once(book.link_relation(INDEX, &relation.name)).chain(cells).collect()
    };
    let head = std::iter::once("Table".to_owned()).chain(roles.iter().map(|role| to_role(INDEX, role)));
    // A partition without grants is reached through its parent alone.
    let ours = book.relations.values().filter(|relation| {
        relation.object.is_some()
            && (relation.words() != PARTITION || granted.iter().any(|other| other.id == relation.id))
    });
    Grid::new(head, ours.map(row))
}

fn is_api(book: &Book, role: &Ident) -> bool {
    book.project.profile.api_roles().contains(&role.as_str())
}

/// The other pages that have something to say.
pub fn pages(book: &Book) -> Vec<(&'static str, &'static str)> {
    let has = |path: &str| book.catalog.iter().any(|(id, _)| id.on.is_none() && book.place(id).path == path);
    let roles = !book.roles.is_empty();
    [(has(FUNCTIONS), ("Functions", FUNCTIONS)), (roles, ("Roles", ROLES)), (has(TYPES), ("Types", TYPES))]
        .into_iter()
        .filter(|(shown, _)| *shown)
        .map(|(_, page)| page)
        .collect()
}
