//! The parentheses that pretty printing leaves out though they mean something: those of an AND in an AND, and of an OR in an OR. Without
//! them the parser makes one flat list of both, which `pg_dump` prints in another way.
//!
//! Where the nested one comes first the parser makes that list even of what stands in parentheses. Such a tree comes only from BETWEEN, IN
//! and comparisons of rows, so that is how it is spelled again.

use super::split::without_parentheses;
use super::token::{Kind, Token, tokens};

/// What the server prints, from its pretty form and its full one: pretty, and read as the same tree.
#[must_use]
pub fn exact(pretty: &str, full: &str) -> String {
    let full = Printed::new(full);
    let nested = full.nested();
    if nested.is_empty() {
        return pretty.to_owned();
    }
    full.graft(&nested, &Printed::new(pretty)).unwrap_or_else(|| without_parentheses(full.sql.trim()).to_owned())
}

/// What was printed, and how its parentheses pair.
struct Printed<'a> {
    sql: &'a str,
    tokens: Vec<Token>,
    /// The place of the other one, for everything that opens or closes.
    pairs: Vec<Option<usize>>,
    /// The places of all tokens but parentheses, which are the same in both forms.
    words: Vec<usize>,
}

/// An AND in an AND, or an OR in an OR.
struct Nested {
    open: usize,
    close: usize,
    connective: &'static str,
    first: bool,
}

/// A comparison: what is left of its operator, the operator, and what is right of it.
type Comparison<'a> = (&'a str, &'a str, &'a str);

impl<'a> Printed<'a> {
    fn new(sql: &'a str) -> Printed<'a> {
        let (tokens, _) = tokens(sql);
        let mut pairs = vec![None; tokens.len()];
        let mut opened = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.kind == Kind::Open {
                opened.push(at);
            } else if token.kind == Kind::Close
                && let Some(open) = opened.pop()
            {
                pairs[open] = Some(at);
                pairs[at] = Some(open);
            }
        }
        let words = (0..tokens.len()).filter(|at| !matches!(tokens[*at].text(sql), "(" | ")")).collect();
        Printed { sql, tokens, pairs, words }
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.sql)
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text(self.sql) == text)
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        &self.sql[self.tokens[from].start..self.tokens[to].end]
    }

    /// The places between two that are in no further parentheses; where such open, the place of what opens them.
    fn level(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let mut next = from;
        std::iter::from_fn(move || {
            let at = (next < to).then_some(next)?;
            next = self.pairs[at].filter(|close| *close > at).unwrap_or(at) + 1;
            Some(at)
        })
    }

    fn nested(&self) -> Vec<Nested> {
        let groups = (1..self.tokens.len()).filter_map(|open| {
            let close = self.pairs[open].filter(|close| *close > open && self.is(open, "("))?;
            let connective =
                ["AND", "OR"].into_iter().find(|word| self.is(open - 1, word) || self.is(close + 1, word))?;
            let first = self.is(open - 1, "(");
            let operand =
                (first || self.is(open - 1, connective)) && (self.is(close + 1, ")") || self.is(close + 1, connective));
            let same = operand && self.level(open + 1, close).any(|at| self.is(at, connective));
            same.then_some(Nested { open, close, connective, first })
        });
        groups.collect()
    }

    /// Puts what is nested into the pretty form.
    fn graft(&self, nested: &[Nested], pretty: &Printed) -> Option<String> {
        let texts = |printed: &Printed| printed.words.iter().map(|at| printed.text(*at).to_owned()).collect::<Vec<_>>();
        if texts(self) != texts(pretty) {
            return None;
        }
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        let mut respelled = 0;
        for group in nested {
            if group.close < respelled {
                continue;
            }
            let first = self.words.partition_point(|at| *at < group.open);
            let last = self.words.partition_point(|at| *at < group.close).checked_sub(1)?;
            let (start, end, kept) = pretty.around(*pretty.words.get(first)?, *pretty.words.get(last)?);
            let (start, end) = (pretty.tokens[start].start, pretty.tokens[end].end);
            if let Some(text) = self.spelled(group) {
                respelled = group.close;
                edits.push((start, end, text));
            } else if !kept && !group.first {
                edits.push((start, start, "(".to_owned()));
                edits.push((end, end, ")".to_owned()));
            }
        }
        edits.sort();
        let (mut text, mut done) = (String::new(), 0);
        for (start, end, edit) in edits {
            text.push_str(pretty.sql.get(done..start)?);
            text.push_str(&edit);
            done = end;
        }
        text.push_str(&pretty.sql[done..]);
        Some(text)
    }

    /// What starts with one token and ends with another, together with the parentheses of its parts; and whether all of it stands in
    /// parentheses of its own.
    fn around(&self, mut start: usize, mut end: usize) -> (usize, usize, bool) {
        loop {
            let before = start.checked_sub(1).filter(|at| self.is(*at, "("));
            let after = Some(end + 1).filter(|at| self.is(*at, ")"));
            if let Some(open) = before
                && self.pairs[open].is_some_and(|close| close <= end)
            {
                start = open;
            } else if let Some(close) = after
                && self.pairs[close].is_some_and(|open| open >= start)
            {
                end = close;
            } else {
                return (start, end, before.is_some_and(|open| self.pairs[open] == after));
            }
        }
    }

    /// The predicate that the parser takes apart into what is nested here.
    fn spelled(&self, group: &Nested) -> Option<String> {
        let Nested { open, close, connective, first } = *group;
        let mut parts = Vec::new();
        let mut next = open + 1;
        let ends = self.level(open + 1, close).filter(|at| self.is(*at, connective)).chain([close]);
        for end in ends {
            parts.push(self.comparison(next, end - 1)?);
            next = end + 1;
        }
        let all = |operator: &str| parts.iter().all(|part| part.1 == operator);
        let list = |side: &dyn Fn(&Comparison<'a>) -> &'a str| parts.iter().map(side).collect::<Vec<_>>().join(", ");
        let value = parts[0].0;
        let of_one = parts.iter().all(|part| part.0 == value);
        let (left, right) = (list(&|part| part.0), list(&|part| part.2));
        match (connective, parts.as_slice()) {
            ("AND", [(_, ">=", low), (_, "<=", high)]) if of_one => Some(format!("{value} BETWEEN {low} AND {high}")),
            ("OR", [(_, "<", low), (_, ">", high)]) if of_one => Some(format!("{value} NOT BETWEEN {low} AND {high}")),
            ("OR", _) if first && of_one && all("=") => Some(format!("{value} IN ({right})")),
            ("AND", _) if first && of_one && all("<>") => Some(format!("{value} NOT IN ({right})")),
            ("AND", _) if first && all("=") => Some(format!("ROW({left}) = ROW({right})")),
            ("OR", _) if first && all("<>") => Some(format!("ROW({left}) <> ROW({right})")),
            _ => None,
        }
    }

    /// The comparison in the parentheses that stand at two places.
    fn comparison(&self, open: usize, close: usize) -> Option<Comparison<'a>> {
        if !self.is(open, "(") || self.pairs[open] != Some(close) {
            return None;
        }
        let mut operators = self.level(open + 1, close).filter(|at| self.tokens[*at].kind == Kind::Operator);
        let operator = operators.next().filter(|at| *at > open + 1 && *at + 1 < close)?;
        let of_list = self.tokens[operator + 1].is_any(self.sql, &["any", "all", "some"]);
        let alone = operators.next().is_none() && !of_list;
        alone.then(|| (self.slice(open + 1, operator - 1), self.text(operator), self.slice(operator + 1, close - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[track_caller]
    fn check(pretty: &str, full: &str, expected: &str) {
        assert_eq!(exact(pretty, full), expected);
    }

    #[test]
    fn what_is_flat_stays_pretty() {
        check("a AND b AND c", "(a AND b AND c)", "a AND b AND c");
        check("a AND (b OR c)", "(a AND (b OR c))", "a AND (b OR c)");
        check("NOT (a AND b) AND c", "((NOT (a AND b)) AND c)", "NOT (a AND b) AND c");
        check("a AND COALESCE(b AND c, d)", "(a AND COALESCE((b AND c), d))", "a AND COALESCE(b AND c, d)");
        let case = "(\n CASE\n WHEN (a OR b) THEN (c OR d)\n ELSE e\n END OR f)";
        check("CASE WHEN a OR b THEN c OR d ELSE e END OR f", case, "CASE WHEN a OR b THEN c OR d ELSE e END OR f");
    }

    #[test]
    fn what_is_nested_keeps_its_parentheses() {
        check("a AND b AND c", "(a AND (b AND c))", "a AND (b AND c)");
        check("a AND b AND c AND d", "(a AND (b AND (c AND d)))", "a AND (b AND (c AND d))");
        check("a OR b OR c OR d", "(a OR (b OR c) OR d)", "a OR (b OR c) OR d");
        check("f(a AND b AND c)", "f((a AND (b AND c)))", "f(a AND (b AND c))");
        check(
            "a AND (b + 1) > (c - 2) AND (d IS NULL)",
            "(a AND (((b + 1) > (c - 2)) AND (d IS NULL)))",
            "a AND ((b + 1) > (c - 2) AND (d IS NULL))",
        );
        check(
            " SELECT t.a\n   FROM t\n  WHERE t.a AND t.\"AND (\" AND t.c = ') AND ('::text;",
            " SELECT t.a\n   FROM t\n  WHERE (t.a AND (t.\"AND (\" AND (t.c = ') AND ('::text)));",
            " SELECT t.a\n   FROM t\n  WHERE t.a AND (t.\"AND (\" AND t.c = ') AND ('::text);",
        );
    }

    #[test]
    fn predicates_that_are_taken_apart_are_spelled_again() {
        check("a >= 1 AND a <= 2 AND b", "(((a >= 1) AND (a <= 2)) AND b)", "a BETWEEN 1 AND 2 AND b");
        check("b AND a >= 1 AND a <= 2", "(b AND ((a >= 1) AND (a <= 2)))", "b AND a BETWEEN 1 AND 2");
        check(
            "(a + 1) < 1 OR (a + 1) > (b + 1) OR b",
            "((((a + 1) < 1) OR ((a + 1) > (b + 1))) OR b)",
            "(a + 1) NOT BETWEEN 1 AND (b + 1) OR b",
        );
        check("a = b OR a = c OR d", "(((a = b) OR (a = c)) OR d)", "a IN (b, c) OR d");
        check("a <> b AND a <> c AND d", "(((a <> b) AND (a <> c)) AND d)", "a NOT IN (b, c) AND d");
        check("a = 1 AND b = 2 AND c", "(((a = 1) AND (b = 2)) AND c)", "ROW(a, b) = ROW(1, 2) AND c");
        check("a <> 1 OR b <> 2 OR c", "(((a <> 1) OR (b <> 2)) OR c)", "ROW(a, b) <> ROW(1, 2) OR c");
        check("d OR a = 1 OR a = 2", "(d OR ((a = 1) OR (a = 2)))", "d OR (a = 1 OR a = 2)");
        check(
            "a AND (b >= ANY (c)) AND b <= 1",
            "(a AND ((b >= ANY (c)) AND (b <= 1)))",
            "a AND ((b >= ANY (c)) AND b <= 1)",
        );
    }

    #[test]
    fn what_is_printed_in_full_only_keeps_that_form() {
        let full = "(((a >= 1) AND (a <= 2)) AND (b OR (c OR (d AND e))))";
        assert_eq!(exact(full, full), "((a BETWEEN 1 AND 2) AND (b OR (c OR (d AND e))))");
    }

    #[test]
    fn forms_that_differ_otherwise_are_not_mixed() {
        assert_eq!(exact("a AND x.b AND c", "(a AND (b AND c))"), "a AND (b AND c)");
        assert_eq!(exact("a AND x.b", "(a AND b)"), "a AND x.b");
    }
}
