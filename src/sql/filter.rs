//! Columns that a condition demands to equal the current user: an index that starts with one of them spares reading the whole table.

use std::ops::ControlFlow;

use sqlparser::ast::{self, BinaryOperator, Expr, Visit, Visitor};

use super::Form;
use super::check::check;
use super::extract::folded;
use super::parser::{Tree, tree};

/// A column compared with the current user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The table or alias in `table.column`.
    pub qualifier: Option<String>,
    pub name: String,
}

/// The columns in `column = <current user>` that narrow a condition down: those joined by AND, and those of an OR whose every branch has
/// one. `is_user` says whether a function, named by its parts, gives the current user. Nothing for text that cannot be parsed.
#[must_use]
pub fn user_filters(text: &str, is_user: &dyn Fn(&[&str]) -> bool) -> Vec<Filter> {
    let Ok(tokens) = check(text, Form::Expression) else { return Vec::new() };
    match tree(text, &tokens, Form::Expression) {
        Ok(Tree::Expression(expression)) => filters(&expression, is_user),
        _ => Vec::new(),
    }
}

fn filters(expression: &Expr, is_user: &dyn Fn(&[&str]) -> bool) -> Vec<Filter> {
    match expression {
        Expr::Nested(inner) => filters(inner, is_user),
        Expr::BinaryOp { left, op, right } => match op {
            BinaryOperator::And => [filters(left, is_user), filters(right, is_user)].concat(),
            BinaryOperator::Or => {
                let (left, right) = (filters(left, is_user), filters(right, is_user));
                if left.is_empty() || right.is_empty() { Vec::new() } else { [left, right].concat() }
            }
            BinaryOperator::Eq => {
                let side = |column: &Expr, other: &Expr| filter(column).filter(|_| names_user(other, is_user));
                side(left, right).or_else(|| side(right, left)).into_iter().collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn filter(expression: &Expr) -> Option<Filter> {
    match expression {
        Expr::Nested(inner) => filter(inner),
        Expr::Identifier(name) => Some(Filter { qualifier: None, name: folded(name) }),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [.., table, name] => Some(Filter { qualifier: Some(folded(table)), name: folded(name) }),
            _ => None,
        },
        _ => None,
    }
}

fn names_user(expression: &Expr, is_user: &dyn Fn(&[&str]) -> bool) -> bool {
    struct Walk<'a>(&'a dyn Fn(&[&str]) -> bool);

    impl Visitor for Walk<'_> {
        type Break = ();

        fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<()> {
            let found = match expression {
                Expr::Function(function) => {
                    let parts: Vec<String> =
                        function.name.0.iter().filter_map(ast::ObjectNamePart::as_ident).map(folded).collect();
                    self.0(&parts.iter().map(String::as_str).collect::<Vec<_>>())
                }
                Expr::Identifier(name) => name.quote_style.is_none() && self.0(&[&folded(name)]),
                _ => false,
            };
            if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }

    expression.visit(&mut Walk(is_user)).is_break()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_columns_that_narrow_down() {
        let is_user = |parts: &[&str]| matches!(parts, ["auth", "uid"] | ["current_user"]);
        for (text, columns) in [
            ("auth.uid() = user_id", "user_id"),
            ("(user_id = (select auth.uid())) and public", "user_id"),
            ("n.user_id = (select auth.uid()) or owner = current_user", "n.user_id owner"),
            ("user_id = (select auth.uid()) or (select auth.uid()) is null", ""),
            ("user_id in (select auth.uid())", ""),
            ("id in (select m.id from m where m.user_id = auth.uid())", ""),
            ("user_id <> auth.uid() and a = b", ""),
            ("user_id = ", ""),
        ] {
            let found: Vec<String> = user_filters(text, &is_user)
                .into_iter()
                .map(|f| f.qualifier.map_or_else(String::new, |table| format!("{table}.")) + &f.name)
                .collect();
            assert_eq!(found.join(" "), columns, "{text}");
        }
    }
}
