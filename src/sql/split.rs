//! Where one item of a list ends that the server printed.

use std::borrow::Cow;

use super::token::{Kind, Token, tokens};

/// The items of a list, which commas outside parentheses and brackets divide.
#[must_use]
pub fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for token in tokens(text).0 {
        depth = deeper(depth, token, text);
        if depth == 0 && token.kind == Kind::Comma {
            items.push(text[start..token.start].trim());
            start = token.end;
        }
    }
    items.push(text[start..].trim());
    items
}

/// An expression as it may stand where the grammar takes no `AND`, `IS` and the like on their own, as after `DEFAULT`.
#[must_use]
pub fn operand(text: &str) -> Cow<'_, str> {
    const LOOSE: &[&str] = &[
        "and", "or", "not", "is", "isnull", "notnull", "in", "like", "ilike", "similar", "between", "any", "some",
        "all", "at", "collate", "overlaps",
    ];
    let mut depth = 0;
    for token in tokens(text).0 {
        depth = deeper(depth, token, text);
        if depth == 0 && token.is_any(text, LOOSE) {
            return Cow::Owned(format!("({text})"));
        }
    }
    Cow::Borrowed(text)
}

/// The text without the parentheses around all of it, if it has such.
#[must_use]
pub fn without_parentheses(text: &str) -> &str {
    let mut depth = 0;
    for token in tokens(text).0 {
        depth = deeper(depth, token, text);
        if depth == 0 {
            let whole = token.kind == Kind::Close && token.end == text.len();
            return if whole { text[1..token.start].trim() } else { text };
        }
    }
    text
}

/// The text in the parentheses that follow a phrase, and what follows them.
#[must_use]
pub fn parenthesized<'a>(text: &'a str, phrase: &str) -> Option<(&'a str, &'a str)> {
    let text = text.trim_start().strip_prefix(phrase)?.trim_start();
    let mut depth = 0;
    for token in tokens(text).0 {
        depth = deeper(depth, token, text);
        if depth == 0 {
            return (token.kind == Kind::Close).then(|| (text[1..token.start].trim(), &text[token.end..]));
        }
    }
    None
}

fn deeper(depth: usize, token: Token, text: &str) -> usize {
    match (token.kind, token.text(text)) {
        (Kind::Open, _) | (_, "[") => depth + 1,
        (Kind::Close, _) | (_, "]") => depth.saturating_sub(1),
        _ => depth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_divided_outside_of_what_is_nested() {
        assert_eq!(
            items("a, f(b, 'c, )'), (ARRAY[1, 2])[1], \"d,\""),
            ["a", "f(b, 'c, )')", "(ARRAY[1, 2])[1]", "\"d,\""]
        );
        assert_eq!(items("a"), ["a"]);
    }

    #[test]
    fn expressions_of_loose_words_get_parentheses() {
        for text in ["NOT true", "1 = ANY (ARRAY[1, 2])", "now() at time zone 'utc'", "a is null", "'a' collate \"C\""]
        {
            assert_eq!(operand(text), format!("({text})"));
        }
        for text in ["1 + 2", "(a AND b)", "now()", "'x and y'::text", "nextval('s'::regclass)", "current_timestamp"] {
            assert_eq!(operand(text), text);
        }
    }

    #[test]
    fn only_parentheses_around_all_of_it_are_taken_away() {
        assert_eq!(without_parentheses("((a) || (b))"), "(a) || (b)");
        assert_eq!(without_parentheses("(a) || (b)"), "(a) || (b)");
        assert_eq!(without_parentheses("lower(a)"), "lower(a)");
        assert_eq!(without_parentheses("a"), "a");
    }

    #[test]
    fn parentheses_follow_their_phrase() {
        assert_eq!(parenthesized("FROM (1, ')') TO (2)", "FROM"), Some(("1, ')'", " TO (2)")));
        assert_eq!(parenthesized("DEFAULT", "FROM"), None);
    }
}
