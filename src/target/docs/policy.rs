//! A policy in plain words.

use super::access::{self, COMMANDS, is_true};
use super::book::{Book, Relation};
use super::link::to_role;
use super::markdown::{code, fence, in_words, line, prose};
use super::section::Block;
use crate::kind::policy::{Command, Mode, Policy};
use crate::kind::{Id, Object};
use crate::sql::Sql;

/// Conditions longer than this stand on lines of their own.
const SHORT: usize = 100;

/// Every policy of a relation: its name, and what it comes to.
pub fn policies(book: &Book, relation: &Relation, from: &str) -> Vec<(String, Block)> {
    let policies = book
        .parts_of(&relation.id)
        .filter_map(|(id, object)| if let Object::Policy(policy) = object { Some((id, policy)) } else { None });
    let mut policies: Vec<(&Id, &Policy)> = policies.collect();
    policies.sort_by_key(|(_, policy)| (policy.command, policy.mode));
    policies
        .into_iter()
        .map(|(id, policy)| {
            (
                book.anchor(id).to_owned(),
                Block { title: line(policy.name.as_str()), text: text(book, relation, from, id, policy) },
            )
        })
        .collect()
}

fn text(book: &Book, relation: &Relation, from: &str, id: &Id, policy: &Policy) -> String {
    let subject = format!("{} may {}", roles(from, policy), verb(policy.command));
    let sentence = match (&policy.using, &policy.with_check) {
        (None, None) => format!("{subject} no rows."),
        (None, Some(sql)) => rows(&subject, policy, sql, ""),
        (Some(sql), None) => rows(&subject, policy, sql, lasting(policy.command)),
        (Some(sql), Some(check)) if sql == check => rows(&subject, policy, sql, lasting(policy.command)),
        (Some(sql), Some(check)) => {
            let found = rows(&subject, policy, sql, "");
            let written = if is_true(check) {
                "What is written may be anything.".to_owned()
            } else {
                condition("Every row that is written has to satisfy", check, "")
            };
            format!("{found}{}{written}", if found.contains('\n') { "\n\n" } else { " " })
        }
    };
    let parts = [prose(book.comment(id)), sentence, without_effect(book, relation, from, policy)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Which rows a condition leaves to the subject; `also` is what else it holds for.
fn rows(subject: &str, policy: &Policy, sql: &Sql, also: &str) -> String {
    let restrictive = policy.mode == Mode::Restrictive;
    let whatever = if restrictive { ", whatever other policies allow" } else { "" };
    if is_true(sql) {
        let all = if policy.command == Command::Insert { "any" } else { "all" };
        return format!("{subject} {all} rows{}.", if restrictive { " that other policies allow" } else { "" });
    }
    condition(
        &format!("{subject} rows{} where", if restrictive { " only" } else { "" }),
        sql,
        &format!("{also}{whatever}"),
    )
}

/// What the one condition of a policy also holds for.
fn lasting(command: Command) -> &'static str {
    match command {
        Command::Update => ", before and after the change",
        Command::All => "; what is written has to satisfy it too",
        Command::Select | Command::Insert | Command::Delete => "",
    }
}

fn condition(before: &str, sql: &Sql, after: &str) -> String {
    let text = sql.as_str();
    if text.contains('\n') || text.chars().count() > SHORT {
        let after =
            if after.is_empty() { String::new() } else { format!(" ({})", after.trim_start_matches([',', ';', ' '])) };
        let this = if before.ends_with("where") { "this holds" } else { "this" };
        return format!("{before} {this}{after}:\n\n{}", fence("sql", text));
    }
    format!("{before} {}{after}.", code(text))
}

fn verb(command: Command) -> &'static str {
    match command {
        Command::All => "read, add, change and delete",
        Command::Select => "read",
        Command::Insert => "add",
        Command::Update => "change",
        Command::Delete => "delete",
    }
}

fn roles(from: &str, policy: &Policy) -> String {
    if policy.to.contains(&access::everybody()) {
        return "Everybody".to_owned();
    }
    in_words(&policy.to.iter().map(|role| to_role(from, role)).collect::<Vec<_>>(), "and")
}

/// Roles that the policy lets in and that hold no right to come.
fn without_effect(book: &Book, relation: &Relation, from: &str, policy: &Policy) -> String {
    // Rights on a table that is not ours are not known here.
    if relation.object.is_none() {
        return String::new();
    }
    let holds = |role: &&crate::name::Ident| {
        COMMANDS.iter().any(|(command, privilege, _)| {
            access::matches(policy, *command) && access::right(book, relation, role, *privilege).is_some()
        })
    };
    let lacking: Vec<String> = policy
        .to
        .iter()
        .filter(|role| **role != access::everybody() && !holds(role))
        .map(|role| to_role(from, role))
        .collect();
    if lacking.is_empty() {
        return String::new();
    }
    format!("Without effect for {}: no right to {} is granted.", in_words(&lacking, "and"), verb(policy.command))
}
