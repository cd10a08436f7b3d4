//! Who may do what with which rows: what grants, row security and policies come to together.

use std::collections::BTreeSet;

use super::book::{Book, Relation};
use super::link::link;
use super::markdown::{codes, in_words, line};
use crate::catalog::Catalog;
use crate::kind::grants::{Grants, Privilege, Rights};
use crate::kind::policy::{Command, Mode, Policy};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;
use crate::project::Project;
use crate::sql::Sql;

/// The commands that row security looks at.
pub const COMMANDS: &[(Command, Privilege, &str)] = &[
    (Command::Select, Privilege::Select, "S"),
    (Command::Insert, Privilege::Insert, "I"),
    (Command::Update, Privilege::Update, "U"),
    (Command::Delete, Privilege::Delete, "D"),
];

/// Which rows a right reaches.
pub enum Rows<'a> {
    All,
    /// Those that the one who asks may read in the tables below.
    Below,
    /// Those that these policies let through.
    Some(Vec<(&'a Id, &'a Policy)>),
    /// The right is there, and no policy lets a row through.
    None,
}

/// A right that a role holds, by itself or because everybody does.
pub struct Right<'a> {
    /// The columns it is limited to.
    pub columns: Option<BTreeSet<&'a Ident>>,
    pub rows: Rows<'a>,
    pub grantable: bool,
}

/// Grants on an object; nothing where it has the rights that Postgres gives by itself.
pub fn grants<'a>(book: &Book<'a>, id: &Id) -> Option<&'a Grants> {
    match book.catalog.get(&Id::satellite(Kind::Grants, id)) {
        Some(Object::Grants(grants)) => Some(grants),
        _ => None,
    }
}

/// What is held by a role, and by everybody.
fn held<'a>(book: &Book<'a>, id: &Id, role: &Ident) -> impl Iterator<Item = &'a Rights> {
    let grants = grants(book, id);
    [role.clone(), everybody()]
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter_map(move |role| grants?.to.get(&role))
}

pub fn everybody() -> Ident {
    "public".into()
}

pub fn right<'a>(book: &Book<'a>, relation: &Relation<'a>, role: &Ident, privilege: Privilege) -> Option<Right<'a>> {
    let mut columns = BTreeSet::new();
    let (mut whole, mut grantable) = (false, false);
    for rights in held(book, &relation.id, role) {
        whole |= rights.privileges.contains(&privilege);
        columns.extend(rights.columns.get(&privilege).into_iter().flatten());
        grantable |= rights.with_grant_option.contains(&privilege);
    }
    if !whole && columns.is_empty() {
        return None;
    }
    let rows = match COMMANDS.iter().find(|(_, of, _)| *of == privilege) {
        Some((command, ..)) => rows(book, relation, role, *command),
        None => Rows::All,
    };
    Some(Right { columns: (!whole).then_some(columns), rows, grantable })
}

/// Privileges beside the four commands.
fn further(book: &Book, id: &Id, role: &Ident) -> Vec<&'static str> {
    let privileges: BTreeSet<Privilege> = held(book, id, role)
        .flat_map(|rights| rights.privileges.iter().chain(rights.columns.keys()).copied())
        .collect();
    privileges
        .into_iter()
        .filter(|privilege| !COMMANDS.iter().any(|(_, of, _)| of == privilege))
        .map(Privilege::word)
        .collect()
}

fn rows<'a>(book: &Book<'a>, relation: &Relation<'a>, role: &Ident, command: Command) -> Rows<'a> {
    match relation.object {
        Some(Object::View(view)) => return if view.security_invoker { Rows::Below } else { Rows::All },
        Some(Object::MaterializedView(_)) => return Rows::All,
        _ => {}
    }
    if !is_secured(book, relation) || is_unheld(book, role) {
        return Rows::All;
    }
    let concerning = |mode: Mode| {
        let policies = book
            .parts_of(&relation.id)
            .filter_map(|(id, object)| if let Object::Policy(policy) = object { Some((id, policy)) } else { None });
        policies
            .filter(|(_, policy)| policy.mode == mode && matches(policy, command) && concerns(policy, role))
            .collect::<Vec<_>>()
    };
    let permissive: Vec<_> = concerning(Mode::Permissive)
        .into_iter()
        .filter(|(_, policy)| conditions(policy, command).first().is_some_and(Option::is_some))
        .collect();
    let restrictive = concerning(Mode::Restrictive);
    if permissive.is_empty() {
        return Rows::None;
    }
    if permissive.iter().any(|(_, policy)| is_open(policy, command))
        && restrictive.iter().all(|(_, policy)| is_open(policy, command))
    {
        return Rows::All;
    }
    Rows::Some(permissive.into_iter().chain(restrictive).collect())
}

/// Whether row security holds anybody back.
pub fn is_secured(book: &Book, relation: &Relation) -> bool {
    matches!(book.catalog.get(&Id::named(Kind::RowSecurity, &relation.name)), Some(Object::RowSecurity(security)) if security.enabled)
}

pub fn matches(policy: &Policy, command: Command) -> bool {
    policy.command == Command::All || policy.command == command
}

fn concerns(policy: &Policy, role: &Ident) -> bool {
    policy.to.contains(role) || policy.to.contains(&everybody())
}

/// The conditions that a policy puts to the rows of a command: those it finds, those it writes.
fn conditions(policy: &Policy, command: Command) -> Vec<Option<&Sql>> {
    let check = policy.with_check.as_ref().or(policy.using.as_ref());
    match command {
        Command::Select | Command::Delete => vec![policy.using.as_ref()],
        Command::Insert => vec![check],
        Command::Update | Command::All => vec![policy.using.as_ref(), check],
    }
}

/// Whether it lets every row through. Only the word itself is sure; what else is always true is for Postgres to know.
fn is_open(policy: &Policy, command: Command) -> bool {
    conditions(policy, command).into_iter().all(|sql| sql.is_some_and(is_true))
}

pub fn is_true(sql: &Sql) -> bool {
    sql.as_str().eq_ignore_ascii_case("true")
}

/// Whether row security does not hold a role back.
pub fn is_unheld(book: &Book, role: &Ident) -> bool {
    let declared = matches!(book.catalog.get(&Id::global(Kind::Role, role)), Some(Object::Role(role)) if role.bypasses_row_security());
    declared || book.project.profile.bypasses_row_security(role)
}

/// All roles that something here is about, everybody aside.
pub fn roles(project: &Project, catalog: &Catalog) -> BTreeSet<Ident> {
    let mut roles: BTreeSet<Ident> = project.profile.api_roles().iter().map(|role| Ident::from(*role)).collect();
    for (_, object) in catalog.iter() {
        match object {
            Object::Grants(grants) => roles.extend(grants.to.keys().cloned()),
            Object::Policy(policy) => roles.extend(policy.to.iter().cloned()),
            Object::DefaultPrivileges(defaults) => roles.extend(defaults.to.keys().chain(&defaults.for_role).cloned()),
            Object::Owner(owner) => drop(roles.insert(owner.role.clone())),
            Object::Role(role) => drop(roles.insert(role.name.clone())),
            Object::RoleMembership(membership) => roles.extend([membership.member.clone(), membership.role.clone()]),
            Object::RoleSetting(setting) => drop(roles.insert(setting.role.clone())),
            _ => {}
        }
    }
    roles.remove(&everybody());
    roles
}

/// What a role may do with a relation: a cell for each command, and one for what else; nothing where it may do nothing.
pub fn cells(book: &Book, relation: &Relation, role: &Ident, from: &str) -> Option<Vec<String>> {
    let rights: Vec<_> = COMMANDS.iter().map(|(_, privilege, _)| right(book, relation, role, *privilege)).collect();
    let further = further(book, &relation.id, role);
    let any = rights.iter().any(Option::is_some) || !further.is_empty();
    any.then(|| rights.iter().map(|right| words(book, from, right.as_ref())).chain([further.join(", ")]).collect())
}

/// A right in words, for a cell.
fn words(book: &Book, from: &str, right: Option<&Right>) -> String {
    let Some(right) = right else { return "–".to_owned() };
    let rows = match &right.rows {
        Rows::All => "all rows".to_owned(),
        Rows::Below => "as the tables below allow".to_owned(),
        Rows::None => "no row: no policy lets one through".to_owned(),
        Rows::Some(policies) => {
            let links = |mode: Mode| {
                policies
                    .iter()
                    .filter(|(_, policy)| policy.mode == mode)
                    .map(|(id, policy)| link(from, &line(policy.name.as_str()), &book.place(id)))
                    .collect::<Vec<_>>()
            };
            let (allowed, restricted) = (links(Mode::Permissive), links(Mode::Restrictive));
            let restricted = if restricted.is_empty() {
                String::new()
            } else {
                format!(", limited by {}", in_words(&restricted, "and"))
            };
            format!("rows by {}{restricted}", in_words(&allowed, "or"))
        }
    };
    let columns = right
        .columns
        .as_ref()
        .map_or_else(String::new, |columns| format!("; only {}", codes(columns.iter().map(ToString::to_string))));
    let grantable = if right.grantable { "; may pass it on" } else { "" };
    format!("{rows}{columns}{grantable}")
}

/// A right as a letter and its marks, for the matrix.
pub fn mark(letter: &str, right: &Right) -> String {
    let rows = match right.rows {
        Rows::All => "",
        Rows::Some(_) | Rows::Below => "◐",
        Rows::None => "∅",
    };
    let columns = if right.columns.is_some() { "▥" } else { "" };
    format!("{letter}{rows}{columns}")
}
