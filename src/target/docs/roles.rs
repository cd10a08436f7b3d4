//! The page of roles: what each can reach, and by which policy.

use serde::Serialize;

use super::access;
use super::book::Book;
use super::link::{INDEX, Place, ROLES, link, role_place, to_role};
use super::markdown::{code, codes, in_words, line, prose};
use super::section::Grid;
use crate::kind::grants::{Privilege, Rights};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;

#[derive(Serialize)]
pub struct View {
    index: String,
    roles: Vec<RoleView>,
}

#[derive(Serialize)]
struct RoleView {
    title: String,
    anchor: String,
    notes: Vec<String>,
    tables: Option<Grid>,
    functions: Vec<String>,
    others: Vec<String>,
    elsewhere: Vec<String>,
}

pub fn view(book: &Book) -> View {
    let roles = book.roles.iter().cloned().chain([access::everybody()]);
    View {
        index: link(ROLES, &line(&book.project.name), &Place::new(INDEX, "")),
        roles: roles.map(|role| describe(book, &role)).collect(),
    }
}

fn describe(book: &Book, role: &Ident) -> RoleView {
    let everybody = *role == access::everybody();
    let profile = &book.project.profile;
    let mut notes = Vec::new();
    if everybody {
        notes.push("What stands here holds for every role, also for those that come later.".to_owned());
    }
    if profile.api_roles().contains(&role.as_str()) {
        notes.push("Requests through the API run as this role.".to_owned());
    }
    if access::is_unheld(book, role) {
        notes.push("Row-level security does not hold this role back.".to_owned());
    }
    notes.extend(declared(book, role));
    RoleView {
        title: if everybody { "Everybody".to_owned() } else { line(role.as_str()) },
        anchor: role_place(role).anchor,
        notes,
        tables: tables(book, role),
        functions: functions(book, role),
        others: others(book, role),
        elsewhere: elsewhere(book, role),
    }
}

/// What is declared of the role itself.
fn declared(book: &Book, role: &Ident) -> Vec<String> {
    let id = Id::global(Kind::Role, role);
    let mut notes = Vec::new();
    if let Some(Object::Role(own)) = book.catalog.get(&id) {
        notes.extend(Some(prose(book.comment(&id))).filter(|comment| !comment.is_empty()));
        let attributes = codes(own.attributes());
        notes.extend((!attributes.is_empty()).then(|| format!("It is created with {attributes}.")));
    }
    let (mut groups, mut settings) = (Vec::new(), Vec::new());
    for (_, object) in book.catalog.iter() {
        match object {
            Object::RoleMembership(own) if own.member == *role => groups.push(to_role(ROLES, &own.role)),
            Object::RoleSetting(own) if own.role == *role => settings.push(format!("{} = {}", own.setting, own.value)),
            _ => {}
        }
    }
    notes.extend((!groups.is_empty()).then(|| format!("It is a member of {}.", in_words(&groups, "and"))));
    notes.extend((!settings.is_empty()).then(|| format!("Its sessions have {}.", codes(settings))));
    notes
}

fn tables(book: &Book, role: &Ident) -> Option<Grid> {
    let rows = book.relations.values().filter_map(|relation| {
        let cells = access::cells(book, relation, role, ROLES)?;
        Some(std::iter::once(book.link_relation(ROLES, &relation.name)).chain(cells).collect())
    });
    Grid::new(["Table", "Select", "Insert", "Update", "Delete", "Further"], rows)
}

/// Functions that the role may call by a right of its own; those that everybody may call stand with everybody.
fn functions(book: &Book, role: &Ident) -> Vec<String> {
    let callable = |id: &Id| match access::grants(book, id) {
        Some(grants) => grants.to.get(role).is_some_and(|rights| rights.privileges.contains(&Privilege::Execute)),
        None => *role == access::everybody(),
    };
    book.catalog
        .iter()
        .filter(|(id, _)| id.kind == Kind::Function && callable(id))
        .map(|(id, _)| book.link_to(ROLES, id))
        .collect()
}

/// Rights on whatever else, what it owns, and what it will get.
fn others(book: &Book, role: &Ident) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, object) in book.catalog.iter() {
        match object {
            Object::Grants(grants)
                if !Kind::RELATIONS.contains(&grants.on.kind) && grants.on.kind != Kind::Function =>
            {
                let Some(rights) = grants.to.get(role) else { continue };
                let words = rights.privileges.iter().map(|privilege| privilege.word()).collect::<Vec<_>>().join(", ");
                lines.push(format!("{words} on {} {}", grants.on.kind.words(), book.link_to(ROLES, &grants.on)));
            }
            Object::Owner(owner) if owner.role == *role => {
                lines.push(format!("owns {} {}", owner.on.kind.words(), book.link_to(ROLES, &owner.on)))
            }
            Object::DefaultPrivileges(defaults) => {
                let Some(words) = defaults.to.get(role).map(Rights::words).filter(|words| !words.is_empty()) else {
                    continue;
                };
                lines.push(format!("{words} by default on future {}", book.link_to(ROLES, id)));
            }
            _ => {}
        }
    }
    lines
}

/// Policies on tables whose rights are not ours to give.
fn elsewhere(book: &Book, role: &Ident) -> Vec<String> {
    let external = book.relations.values().filter(|relation| relation.object.is_none());
    let policies =
        external.flat_map(|relation| book.parts_of(&relation.id).map(move |(id, object)| (relation, id, object)));
    policies
        .filter_map(|(relation, id, object)| match object {
            Object::Policy(policy) if policy.to.contains(role) => {
                Some(format!("{} on {}", book.link_to(ROLES, id), code(&book.short(&relation.name))))
            }
            _ => None,
        })
        .collect()
}
