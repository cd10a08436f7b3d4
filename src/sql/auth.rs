//! Calls in a policy that Postgres makes once per row although they give the same answer for all of them.

use std::ops::{ControlFlow, Range};

use sqlparser::ast::{Expr, Select, Visit, Visitor};

use super::check::check;
use super::extract::folded;
use super::parser::{Places, Tree, tree};
use super::{Form, token::Token};

/// The bytes of calls of `auth.uid()`, `auth.jwt()`, `auth.role()`, `auth.email()` and `current_setting(…)` in an expression that are not
/// in a `(select …)` of their own. Nothing for text that cannot be parsed.
#[must_use]
pub fn auth_calls(text: &str) -> Vec<Range<usize>> {
    let Ok(tokens) = check(text, Form::Expression) else { return Vec::new() };
    let Ok(Tree::Expression(expression)) = tree(text, &tokens, Form::Expression) else { return Vec::new() };
    let mut walk = Walk { places: Places::new(text), tokens: &tokens, text, alone: vec![false], calls: Vec::new() };
    let _: ControlFlow<()> = expression.visit(&mut walk);
    walk.calls
}

struct Walk<'a> {
    places: Places,
    tokens: &'a [Token],
    text: &'a str,
    /// For each SELECT around, whether it reads no table, so that it runs once.
    alone: Vec<bool>,
    calls: Vec<Range<usize>>,
}

impl Visitor for Walk<'_> {
    type Break = ();

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        self.alone.push(select.from.is_empty());
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, _: &Select) -> ControlFlow<()> {
        self.alone.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<()> {
        if let Expr::Function(function) = expression
            && self.alone.last() == Some(&false)
        {
            let parts: Vec<_> = function.name.0.iter().filter_map(|part| part.as_ident()).collect();
            let names: Vec<String> = parts.iter().map(|part| folded(part)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let slow = matches!(
                names[..],
                ["auth", "uid" | "jwt" | "role" | "email"] | ["current_setting"] | ["pg_catalog", "current_setting"]
            );
            if let Some(first) = parts.first().filter(|_| slow) {
                let start = self.places.byte(first.span.start);
                self.calls.extend(self.end_of_call(start).map(|end| start..end));
            }
        }
        ControlFlow::Continue(())
    }
}

impl Walk<'_> {
    /// The end of the parenthesis that follows.
    fn end_of_call(&self, start: usize) -> Option<usize> {
        let mut depth = 0;
        for token in self.tokens.iter().filter(|token| token.start >= start) {
            match token.text(self.text) {
                "(" | "[" => depth += 1,
                ")" | "]" if depth == 1 => return Some(token.end),
                ")" | "]" => depth -= 1,
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_calls_that_run_per_row() {
        for (text, calls) in [
            ("auth.uid() = user_id", vec!["auth.uid()"]),
            ("(select auth.uid()) = user_id", vec![]),
            ("( SELECT Auth.Jwt() ->> 'role' ) = 'x' and AUTH.role() = 'y'", vec!["AUTH.role()"]),
            ("exists (select 1 from m where m.id = auth.uid())", vec!["auth.uid()"]),
            ("id in (select m.id from m where m.u = (select auth.uid()))", vec![]),
            ("org = current_setting('app.org', true)::uuid", vec!["current_setting('app.org', true)"]),
            ("č = 'é' and ((auth.jwt() -> 'a') ->> 'b')::int = 1", vec!["auth.jwt()"]),
            ("app.uid() = user_id and uid() = 1", vec![]),
            ("auth.uid( = 1", vec![]),
        ] {
            let found: Vec<&str> = auth_calls(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, calls, "{text}");
        }
    }
}
