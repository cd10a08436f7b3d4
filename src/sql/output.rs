//! The names of the columns that a query returns, as far as its text alone says them.

use std::collections::BTreeMap;

use sqlparser::ast::{Cte, DataType, Expr, Query, SelectItem, SetExpr, TableAlias};

use super::Form;
use super::check;
use super::column::Columns;
use super::extract::folded;
use super::parser::{self, Tree};
use super::token::{self, tokens};
use crate::name::Ident;

/// The names of the columns that a query returns, each as far as its text says it; nothing where a `*` hides how many there are.
#[must_use]
pub fn labels(text: &str) -> Option<Vec<Option<String>>> {
    let tokens = check::check(text, Form::Query).ok()?;
    match parser::tree(text, &tokens, Form::Query).ok()? {
        Tree::Query(query) => items(&query)?
            .iter()
            .map(|item| match item {
                SelectItem::ExprWithAlias { alias, .. } => Some(Some(folded(alias))),
                SelectItem::UnnamedExpr(expression) => Some(label(expression)),
                _ => None,
            })
            .collect(),
        Tree::Expression(_) | Tree::Statements(_) => None,
    }
}

/// The query with names for some of its columns, by their place, that had none; nothing where that is not to be seen.
#[must_use]
pub fn labelled(text: &str, names: &BTreeMap<usize, Ident>) -> Option<String> {
    const ENDS: &[&str] = &[
        "from",
        "where",
        "group",
        "having",
        "window",
        "union",
        "intersect",
        "except",
        "order",
        "limit",
        "offset",
        "fetch",
        "for",
    ];
    let (tokens, _) = tokens(text);
    let (mut depth, mut at, mut selecting) = (0_usize, 0, false);
    let (mut out, mut done, mut last) = (String::new(), 0, 0);
    let mut name = |at: usize, end: usize| {
        if let Some(name) = names.get(&at) {
            out.push_str(&text[done..end]);
            out.push_str(&format!(" as {name}"));
            done = end;
        }
    };
    for token in &tokens {
        match token.kind {
            token::Kind::Open => depth += 1,
            token::Kind::Close => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            token::Kind::Comma if selecting => {
                name(at, last);
                at += 1;
            }
            _ if selecting && token.is_any(text, ENDS) => break,
            _ if token.is(text, "select") => selecting = true,
            _ => {}
        }
        last = token.end;
    }
    if !selecting || names.is_empty() {
        return None;
    }
    name(at, last);
    out.push_str(&text[done..]);
    Some(out)
}

/// What a query selects, of several that are put together the first.
fn items(query: &Query) -> Option<&[SelectItem]> {
    let mut body = &*query.body;
    loop {
        match body {
            SetExpr::SetOperation { left, .. } => body = left,
            SetExpr::Query(inner) => body = &inner.body,
            SetExpr::Select(select) => return Some(&select.projection),
            _ => return None,
        }
    }
}

/// The name that Postgres gives to a column that has none (`FigureColname`), where it comes from a name in the expression.
fn label(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Nested(inner) => label(inner),
        Expr::Cast { expr, data_type, .. } => label(expr).or_else(|| match data_type {
            DataType::Custom(name, _) => name.0.last().and_then(|part| part.as_ident()).map(folded),
            _ => None,
        }),
        Expr::Case { else_result: Some(otherwise), .. } => label(otherwise).or_else(|| Some("case".to_owned())),
        Expr::Subquery(query) => match items(query)?.first()? {
            SelectItem::ExprWithAlias { alias, .. } => Some(folded(alias)),
            SelectItem::UnnamedExpr(expression) => label(expression),
            _ => None,
        },
        Expr::Value(_) | Expr::BinaryOp { .. } => None,
        other => column_name(other),
    }
}

/// The columns with those names that the alias gives to the first of them.
pub(super) fn renamed(columns: Columns, alias: &TableAlias) -> Columns {
    match columns {
        Columns::Known(mut names) => {
            for (name, given) in names.iter_mut().zip(&alias.columns) {
                *name = folded(&given.name);
            }
            Columns::Known(names)
        }
        Columns::Table { .. } | Columns::Unknown => columns,
    }
}

pub(super) fn cte_columns(cte: &Cte) -> Columns {
    output(&cte.query).map_or(Columns::Unknown, |names| renamed(Columns::Known(names), &cte.alias))
}

/// The names of the columns that a query returns, if the text alone says them.
pub(super) fn output(query: &Query) -> Option<Vec<String>> {
    // SEARCH and CYCLE would add columns; sqlparser refuses them, so a tree has none.
    let name = |item: &SelectItem| match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(folded(alias)),
        SelectItem::UnnamedExpr(expression) => column_name(expression),
        _ => None,
    };
    items(query)?.iter().map(name).collect()
}

fn column_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Identifier(ident) => Some(folded(ident)),
        Expr::CompoundIdentifier(parts) => parts.last().map(folded),
        Expr::Function(function) => function.name.0.last().and_then(|part| part.as_ident()).map(folded),
        Expr::Cast { expr, .. } if matches!(**expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_)) => {
            column_name(expr)
        }
        Expr::Value(_) | Expr::BinaryOp { .. } => Some("?column?".to_owned()),
        Expr::Case { else_result: None, .. } => Some("case".to_owned()),
        _ => None,
    }
}
