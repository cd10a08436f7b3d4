//! Mistakes that are sure without a grammar: what is not closed, not opened, or lacks a neighbour it cannot do without.

use super::token::{Kind, Token, Unterminated, tokens};
use super::{Form, SyntaxError};

/// Operators that stand between two values and never before one.
const INFIX: &[&str] = &["=", "<", ">", "<=", ">=", "<>", "!=", "*", "/", "%", "^", "||", "->", "->>"];
/// Reserved words that something has to follow.
const JOINING: &[&str] = &["and", "or", "not", "in", "like", "ilike", "is", "collate"];
/// How a statement starts whose grammar is that of expressions; in others, operators and such may stand as names.
pub(super) const QUERIES: &[&str] = &["select", "with", "values", "insert", "update", "delete", "merge"];

/// The tokens, or the first sure mistake.
pub(super) fn check(sql: &str, form: Form) -> Result<Vec<Token>, SyntaxError> {
    let (tokens, unterminated) = tokens(sql);
    if let Some(open) = unterminated {
        return Err(not_closed(open));
    }
    if tokens.is_empty() {
        return Err(sure("the SQL is empty", 0, sql.len()));
    }
    brackets(sql, &tokens)?;
    commas(sql, &tokens)?;
    match form {
        Form::Expression => {
            semicolon(&tokens)?;
            operators(sql, &tokens, form)?;
        }
        Form::Query => {
            semicolon(&tokens)?;
            query_start(sql, &tokens)?;
            operators(sql, &tokens, form)?;
        }
        Form::Statements => {
            for statement in tokens.split(|token| token.kind == Kind::Semicolon) {
                if statement.first().is_some_and(|first| first.is_any(sql, QUERIES)) {
                    operators(sql, statement, form)?;
                }
            }
        }
        Form::Opaque => {}
    }
    Ok(tokens)
}

pub(super) fn sure(message: impl Into<String>, start: usize, end: usize) -> SyntaxError {
    SyntaxError { message: message.into(), start, end, certain: true }
}

fn not_closed(open: Unterminated) -> SyntaxError {
    sure(format!("this {} is not closed", open.what), open.start, open.end)
}

fn brackets(sql: &str, tokens: &[Token]) -> Result<(), SyntaxError> {
    let mut open: Vec<&Token> = Vec::new();
    for token in tokens {
        match token.kind {
            Kind::Open => open.push(token),
            Kind::Close => {
                let close = token.text(sql);
                match open.pop() {
                    None => return Err(sure(format!("this `{close}` closes nothing"), token.start, token.end)),
                    Some(start) if (start.text(sql) == "(") != (close == ")") => {
                        return Err(sure(
                            format!("this `{}` is closed by `{close}`", start.text(sql)),
                            start.start,
                            start.end,
                        ));
                    }
                    Some(_) => {}
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(last) => Err(sure(format!("this `{}` is not closed", last.text(sql)), last.start, last.end)),
        None => Ok(()),
    }
}

fn commas(sql: &str, tokens: &[Token]) -> Result<(), SyntaxError> {
    let mut before: Option<&Token> = None;
    for token in tokens {
        if token.kind == Kind::Comma {
            match before {
                None => return Err(sure("nothing stands before this comma", token.start, token.end)),
                Some(last) if last.kind == Kind::Comma => {
                    return Err(sure("two commas follow each other", last.start, token.end));
                }
                Some(last) if matches!(last.kind, Kind::Open | Kind::Semicolon) => {
                    return Err(sure("nothing stands before this comma", token.start, token.end));
                }
                Some(_) => {}
            }
        }
        if matches!(token.kind, Kind::Close | Kind::Semicolon)
            && let Some(last) = before.filter(|last| last.kind == Kind::Comma)
        {
            return Err(sure(
                format!("nothing stands between this comma and `{}`", token.text(sql)),
                last.start,
                last.end,
            ));
        }
        before = Some(token);
    }
    match before {
        Some(last) if last.kind == Kind::Comma => Err(sure("nothing follows this comma", last.start, last.end)),
        _ => Ok(()),
    }
}

fn semicolon(tokens: &[Token]) -> Result<(), SyntaxError> {
    match tokens.iter().position(|token| token.kind == Kind::Semicolon) {
        Some(at) if at + 1 == tokens.len() => Err(sure(
            "the `;` at the end does not belong here: schemac ends the statement",
            tokens[at].start,
            tokens[at].end,
        )),
        Some(at) => Err(sure(
            "a `;` does not belong here: only one expression or query may stand here",
            tokens[at].start,
            tokens[at].end,
        )),
        None => Ok(()),
    }
}

fn query_start(sql: &str, tokens: &[Token]) -> Result<(), SyntaxError> {
    let Some(first) = tokens.iter().find(|token| token.text(sql) != "(") else { return Ok(()) };
    if first.is_any(sql, &["select", "with", "values", "table"]) {
        return Ok(());
    }
    Err(sure(
        format!("expected a query (`select`, `with`, `values`), found `{}`", first.text(sql)),
        first.start,
        first.end,
    ))
}

fn operators(sql: &str, tokens: &[Token], form: Form) -> Result<(), SyntaxError> {
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        // `t.*`, `count(*)`, `select *`, `operator(app.+)` and `using <` end with what is no operator there.
        let named = before.is_none_or(|b| {
            matches!(b.kind, Kind::Dot | Kind::Open | Kind::Comma)
                || b.kind == Kind::Word && (token.text(sql) == "*" || b.is(sql, "using"))
        });
        let joins = match token.kind {
            Kind::Operator => !named,
            // In a query such a word may name a column that is returned: `select 1 and`.
            Kind::Word => {
                form == Form::Expression
                    && token.is_any(sql, JOINING)
                    && before.is_none_or(|b| b.kind != Kind::Dot && !b.is(sql, "as"))
            }
            Kind::Colon => token.text(sql) == "::",
            _ => false,
        };
        if !joins {
            continue;
        }
        match after {
            None => return Err(sure(format!("something has to follow `{}`", token.text(sql)), token.start, token.end)),
            Some(next) if matches!(next.kind, Kind::Close | Kind::Comma) => {
                return Err(sure(
                    format!("something has to stand between `{}` and `{}`", token.text(sql), next.text(sql)),
                    token.start,
                    next.end,
                ));
            }
            Some(next)
                if token.kind == Kind::Operator && next.kind == Kind::Operator && INFIX.contains(&next.text(sql)) =>
            {
                return Err(sure(
                    format!(
                        "`{}` and `{}` follow each other with nothing between them",
                        token.text(sql),
                        next.text(sql)
                    ),
                    token.start,
                    next.end,
                ));
            }
            Some(_) => {}
        }
    }
    Ok(())
}
