//! SQL as the user wrote it. Postgres is the only judge of it; what is read out of it here serves syntax messages and the order of statements.

//!
//! The text goes through our own tokens first, which are Postgres' own and find what is sure; then through sqlparser, which knows most of
//! the grammar and is therefore believed only where its gaps are not involved.

mod array;
mod auth;
mod check;
mod column;
mod definition;
mod extract;
mod filter;
mod label;
mod mention;
mod nesting;
mod output;
mod parser;
mod rename;
mod split;
#[cfg(test)]
mod tests;
mod token;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use array::with_array_casts;
pub use auth::auth_calls;
pub use column::{ColumnUse, SYSTEM_COLUMNS, Tables, UnknownColumn};
pub use definition::{options, rule_clauses, trigger_condition, view_query};
pub use filter::{Filter, user_filters};
pub use label::index_label;
pub use mention::{Words, configurations, mentions, words};
pub use nesting::exact;
pub use output::{labelled, labels};
pub use rename::{NewNames, renamed, same};
pub use split::{items, operand, parenthesized, without_parentheses};

use crate::name::Ident;

/// A piece of SQL, without leading and trailing blank space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sql(String);

impl Sql {
    pub fn new(text: impl AsRef<str>) -> Sql {
        Sql(text.as_ref().trim().to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a piece of SQL is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    Expression,
    /// A SELECT, VALUES or WITH.
    Query,
    /// Statements separated by semicolons.
    Statements,
    /// The body of a function in a language that is not SQL: only names can be looked for.
    Opaque,
}

/// A name in a piece of SQL, and its bytes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub schema: Option<Ident>,
    pub name: Ident,
    pub start: usize,
    pub end: usize,
}

/// Why a piece of SQL could not be parsed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// In lower case and without a full stop.
    pub message: String,
    pub start: usize,
    pub end: usize,
    /// Whether Postgres refuses it for sure; otherwise it may only be our parser that does not know the syntax.
    pub certain: bool,
}

/// What a piece of SQL names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Tables and views, without the names that WITH defines.
    pub relations: Vec<Mention>,
    /// Functions called, built-in ones too.
    pub functions: Vec<Mention>,
    /// Types that are not built in, from casts.
    pub types: Vec<Mention>,
    pub columns: Vec<ColumnUse>,
    /// Names out of statements that are not queries, and out of other languages; they may stand for anything or nothing.
    pub loose: Vec<Mention>,
    scopes: Vec<column::Scope>,
    expression: bool,
}

/// Parses each text once: policies of a project repeat each other.
#[derive(Debug, Default)]
pub struct Memo {
    parsed: RefCell<HashMap<(String, Form), Rc<Outcome>>>,
}

/// What parsing a text gave.
pub type Outcome = Result<Parsed, SyntaxError>;

impl Memo {
    /// As [`parse`].
    pub fn parse(&self, text: &str, form: Form) -> Rc<Outcome> {
        let mut parsed = self.parsed.borrow_mut();
        Rc::clone(parsed.entry((text.to_owned(), form)).or_insert_with(|| Rc::new(parse(text, form))))
    }
}

/// Parses a piece of SQL and says what it names.
///
/// # Errors
/// The first mistake. [`mentions`] still finds names in such text.
pub fn parse(text: &str, form: Form) -> Result<Parsed, SyntaxError> {
    if form == Form::Opaque {
        return Ok(Parsed { loose: mentions(text), ..Parsed::default() });
    }
    let tokens = check::check(text, form)?;
    let mut found = extract::Found::default();
    let mut loose = Vec::new();
    if form == Form::Statements {
        for piece in tokens.split(|token| token.kind == token::Kind::Semicolon) {
            let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
            let sql = &text[first.start..last.end];
            // Of other statements sqlparser knows about half, and finds no functions in them.
            if !first.is_any(text, check::QUERIES) {
                loose.extend(mentions(sql).into_iter().map(|m| Mention {
                    start: m.start + first.start,
                    end: m.end + first.start,
                    ..m
                }));
                continue;
            }
            let shifted: Vec<_> = piece
                .iter()
                .map(|t| token::Token { start: t.start - first.start, end: t.end - first.start, ..*t })
                .collect();
            match parser::tree(sql, &shifted, form) {
                Ok(tree) => extract::extract(&tree, sql, first.start, &mut found),
                Err(error) => {
                    return Err(SyntaxError {
                        start: error.start + first.start,
                        end: error.end + first.start,
                        ..error
                    });
                }
            }
        }
    } else {
        extract::extract(&parser::tree(text, &tokens, form)?, text, 0, &mut found);
    }
    let extract::Found { mut relations, functions, types, columns, scopes } = found;
    relations.extend(mention::named_by_string(text, &tokens));
    if form == Form::Query {
        relations.extend(mention::named_by_table(text, &tokens));
    }
    Ok(Parsed { relations, functions, types, columns, loose, scopes, expression: form == Form::Expression })
}
