//! The names of the columns that a query returns, as far as its text alone says them.

use sqlparser::ast::{Cte, Expr, Query, SelectItem, SetExpr, TableAlias};

use super::column::Columns;
use super::extract::folded;

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
    let mut body = &*query.body;
    loop {
        match body {
            SetExpr::SetOperation { left, .. } => body = left,
            SetExpr::Query(inner) => body = &inner.body,
            SetExpr::Select(select) => {
                return select
                    .projection
                    .iter()
                    .map(|item| match item {
                        SelectItem::ExprWithAlias { alias, .. } => Some(folded(alias)),
                        SelectItem::UnnamedExpr(expression) => column_name(expression),
                        _ => None,
                    })
                    .collect();
            }
            _ => return None,
        }
    }
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
