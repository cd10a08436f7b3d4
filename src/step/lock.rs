//! Which lock a statement takes on a table that is there: what of the work of others has to wait, and for which they wait. The levels are
//! those of the manual, "Explicit Locking"; which statement takes which is said with ALTER TABLE and the other commands.

use std::fmt;

use serde::{Serialize, Serializer};

/// The strongest lock on a relation that others may be using, the weaker ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lock {
    /// Nobody waits: what is made is new, or is no relation.
    None,
    /// Rows are written as by anybody.
    RowExclusive,
    /// Rows may be read and written; one such statement at a time.
    ShareUpdateExclusive,
    /// Rows may be read, and not written.
    Share,
    /// Rows may be read, and not written; one such statement at a time.
    ShareRowExclusive,
    /// Rows may be neither read nor written.
    AccessExclusive,
}

impl Lock {
    /// The level in the words of the manual.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Lock::None => "none",
            Lock::RowExclusive => "row exclusive",
            Lock::ShareUpdateExclusive => "share update exclusive",
            Lock::Share => "share",
            Lock::ShareRowExclusive => "share row exclusive",
            Lock::AccessExclusive => "access exclusive",
        }
    }

    /// The lock that one of our statements takes. One that is not known counts as the strongest.
    #[must_use]
    pub fn of(sql: &str) -> Lock {
        let words = words(sql);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["alter", rest @ ..] => of_alter(rest),
            ["create", rest @ ..] => of_create(rest),
            ["drop", rest @ ..] => of_drop(rest),
            ["comment", "on", what, rest @ ..] => of_comment(what, rest),
            ["refresh", "materialized", "view", "concurrently", ..] => Lock::Share,
            ["refresh" | "truncate" | "lock", ..] => Lock::AccessExclusive,
            ["insert" | "update" | "delete" | "merge" | "with", ..] => Lock::RowExclusive,
            // Its statements stand on lines of their own; what it calls writes rows of a platform.
            ["do", ..] => {
                let lines = sql.lines().skip(1).map(|line| Lock::of(line.trim()));
                lines.chain([Lock::RowExclusive]).max().unwrap_or(Lock::RowExclusive)
            }
            // Rights and settings are no relations.
            _ => Lock::None,
        }
    }
}

fn of_alter(rest: &[&str]) -> Lock {
    match rest {
        ["table", "only", _, action @ ..] | ["table", _, action @ ..] => of_table(action),
        ["foreign", "table", ..] => Lock::AccessExclusive,
        ["index", _, "rename" | "reset", ..] => Lock::ShareUpdateExclusive,
        ["index" | "materialized", .., parameters] | ["index", .., parameters, _]
            if rest.iter().any(|word| word.starts_with('(')) && !parameters.is_empty() =>
        {
            Lock::ShareUpdateExclusive
        }
        ["view" | "materialized" | "index" | "policy" | "trigger" | "rule", ..] => Lock::AccessExclusive,
        ["sequence", _, "rename" | "owner" | "set", ..] => Lock::AccessExclusive,
        ["sequence", ..] => Lock::ShareRowExclusive,
        ["publication", _, "add" | "set" | "drop", "table", ..] => Lock::ShareUpdateExclusive,
        // Every table with a column of the domain is read.
        ["domain", _, "add", "constraint", .., "not", "valid"] => Lock::None,
        ["domain", _, "add", "constraint", ..] | ["domain", _, "set", "not", "null", ..] => Lock::Share,
        _ => Lock::None,
    }
}

fn of_drop(rest: &[&str]) -> Lock {
    match rest {
        ["index", "concurrently", ..] | ["statistics", ..] => Lock::ShareUpdateExclusive,
        ["table" | "view" | "materialized" | "index" | "sequence" | "policy" | "trigger" | "rule", ..]
        | ["foreign", "table", ..] => Lock::AccessExclusive,
        _ => Lock::None,
    }
}

/// Only the comment on a relation or its column waits for others who change that.
fn of_comment(what: &str, rest: &[&str]) -> Lock {
    match (what, rest) {
        ("table" | "column" | "view" | "materialized" | "index" | "sequence", _) | ("foreign", ["table", ..]) => {
            Lock::ShareUpdateExclusive
        }
        _ => Lock::None,
    }
}

fn of_table(action: &[&str]) -> Lock {
    match action {
        ["validate", "constraint", ..] => Lock::ShareUpdateExclusive,
        ["attach", "partition", ..] => Lock::AccessExclusive,
        ["detach", "partition", _, "concurrently", ..] => Lock::ShareUpdateExclusive,
        ["alter", "column", _, "set", "statistics", ..] => Lock::ShareUpdateExclusive,
        ["alter", "column", _, "set" | "reset", options, ..] if options.starts_with('(') => Lock::ShareUpdateExclusive,
        ["add", "constraint", _, "foreign", "key", ..] => Lock::ShareRowExclusive,
        ["enable" | "disable", "trigger", ..] | ["enable", "replica" | "always", "trigger", ..] => {
            Lock::ShareRowExclusive
        }
        ["set" | "reset", parameters, ..] if parameters.starts_with('(') => Lock::ShareUpdateExclusive,
        _ => Lock::AccessExclusive,
    }
}

fn of_create(rest: &[&str]) -> Lock {
    match rest {
        ["unique", "index", rest @ ..] | ["index", rest @ ..] => {
            if rest.contains(&"concurrently") {
                Lock::ShareUpdateExclusive
            } else {
                Lock::Share
            }
        }
        ["or", "replace", "view", ..] => Lock::AccessExclusive,
        ["trigger" | "constraint", ..] | ["or", "replace", "trigger", ..] => Lock::ShareRowExclusive,
        ["policy" | "rule", ..] | ["or", "replace", "rule", ..] => Lock::AccessExclusive,
        ["statistics", ..] => Lock::ShareUpdateExclusive,
        ["publication", ..] if rest.contains(&"table") => Lock::ShareUpdateExclusive,
        ["table" | "unlogged" | "foreign", ..] if rest.contains(&"partition") && rest.contains(&"of") => {
            Lock::AccessExclusive
        }
        ["table" | "unlogged", ..] if rest.contains(&"references") => Lock::ShareRowExclusive,
        _ => Lock::None,
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Serialize for Lock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

/// The words of a statement, lower case unless quoted, each name with its schema as one, and no word from within a string.
fn words(sql: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for character in sql.chars() {
        match (quote, character) {
            (None, '"' | '\'') => {
                quote = Some(character);
                word.push(character);
            }
            (Some(open), _) if open == character => {
                quote = None;
                word.push(character);
            }
            (None, _) if character.is_whitespace() => words.push(std::mem::take(&mut word)),
            (None, _) => word.extend(character.to_lowercase()),
            (Some(_), _) => word.push(character),
        }
    }
    words.push(word);
    // Whether something is there first makes no difference.
    words.retain(|word| !word.is_empty() && !["if", "exists"].contains(&word.as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_words() {
        let of = Lock::of;
        assert_eq!(of("alter table \"my validate constraint\".t validate constraint c"), Lock::ShareUpdateExclusive);
        assert_eq!(of("alter table s.\"a b\" add constraint c check (x)"), Lock::AccessExclusive);
        assert_eq!(of("create index i on s.t using btree (\"concurrently\")"), Lock::Share);
        assert_eq!(
            of("create unique index concurrently if not exists i on s.t using btree (a)"),
            Lock::ShareUpdateExclusive
        );
        assert_eq!(of("create function f() returns int language sql as 'create index'"), Lock::None);
    }
}
