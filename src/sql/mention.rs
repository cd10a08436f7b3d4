//! Names found without a grammar: in bodies of other languages, and in strings that Postgres reads as names.

use std::collections::HashSet;

use super::Mention;
use super::token::{Kind, Token, tokens};
use crate::name::{self, Ident};

/// Nested bodies that are looked into; a body inside a body inside a body is rare, and hostile input could nest for ever.
const MAX_DEPTH: usize = 4;

/// Every name `a` or `a.b` in the text, outside comments and strings but inside dollar quotes; what it stands for is not known.
/// Of `a.b.c` it is `a.b`. Also the names in strings like `'app.seq'::regclass`.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut list = Vec::new();
    scan(text, 0, 0, &mut list);
    list.sort_by_key(|mention| (mention.start, mention.end));
    list
}

fn scan(text: &str, base: usize, depth: usize, list: &mut Vec<Mention>) {
    let (tokens, _) = tokens(text);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::Word | Kind::Quoted => {
                let chain = chain(&tokens[at..]);
                let names: Vec<_> = tokens[at..at + chain].iter().filter(|token| token.is_name()).collect();
                at += chain;
                let end = names.get(1).map_or(token.end, |second| second.end);
                let schema = names.get(1).map(|_| Ident::new(token.name(text)));
                let name = Ident::new(names.get(1).unwrap_or(&token).name(text));
                list.push(Mention { schema, name, start: base + token.start, end: base + end });
                // `t.c%type` of plpgsql: the first part is a table here.
                if names.len() == 2
                    && tokens.get(at).is_some_and(|t| t.text(text) == "%")
                    && tokens.get(at + 1).is_some_and(|t| t.is(text, "type"))
                {
                    list.push(Mention {
                        schema: None,
                        name: Ident::new(token.name(text)),
                        start: base + token.start,
                        end: base + token.end,
                    });
                }
                continue;
            }
            Kind::Dollar(tag) if depth < MAX_DEPTH && token.end - token.start >= 2 * tag => {
                scan(
                    text.get(token.start + tag..token.end - tag).unwrap_or_default(),
                    base + token.start + tag,
                    depth + 1,
                    list,
                );
            }
            _ => {}
        }
        at += 1;
    }
    list.extend(named_by_string(text, &tokens).map(|mention| Mention {
        start: mention.start + base,
        end: mention.end + base,
        ..mention
    }));
}

/// The words of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub names: HashSet<Ident>,
    /// The operators, as they are written.
    pub operators: HashSet<Ident>,
    /// Whether it asks for all columns of something, whatever they are called.
    pub everything: bool,
}

/// All words of a text that may be names, as the catalog would store them.
#[must_use]
pub fn words(text: &str) -> Words {
    let (tokens, _) = tokens(text);
    let names = tokens.iter().filter(|token| token.is_name()).map(|token| Ident::new(token.name(text))).collect();
    let operators = tokens.iter().filter(|token| token.kind == Kind::Operator);
    let operators = operators.map(|token| Ident::new(token.text(text))).collect();
    let lists = |token: &Token| {
        matches!(token.kind, Kind::Comma | Kind::Dot) || token.is_any(text, &["select", "distinct", "all"])
    };
    let star = tokens.windows(2).any(|pair| lists(&pair[0]) && pair[1].text(text) == "*");
    Words { names, operators, everything: star || named_by_table(text, &tokens).next().is_some() }
}

/// Relations named by the command `table a.b`, which sqlparser reads without their place.
pub(super) fn named_by_table<'a>(sql: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Mention> + 'a {
    tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].is(sql, "table") && pair[1].is_name()).map(
        move |(at, pair)| {
            let last = tokens.get(at + 3).filter(|last| last.is_name() && tokens[at + 2].kind == Kind::Dot);
            let name = last.unwrap_or(&pair[1]);
            Mention {
                schema: last.map(|_| Ident::new(pair[1].name(sql))),
                name: Ident::new(name.name(sql)),
                start: pair[1].start,
                end: name.end,
            }
        },
    )
}

/// How many tokens a dotted name has, its dots included.
pub(super) fn chain(tokens: &[Token]) -> usize {
    let mut length = 1;
    while tokens.get(length).is_some_and(|t| t.kind == Kind::Dot && t.end - t.start == 1)
        && tokens.get(length + 1).is_some_and(|t| t.is_name())
    {
        length += 2;
    }
    length
}

/// Types whose values are names of relations, or of configurations and dictionaries of text search.
const NAMING: &[&str] = &["regclass", "regconfig", "regdictionary"];

/// Relations and their like named by strings: cast to such a type, or the first argument of `nextval` and its like.
pub(super) fn named_by_string<'a>(sql: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Mention> + 'a {
    tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == Kind::String && token.text(sql).starts_with('\''))
        .filter_map(move |(at, token)| {
            let cast = tokens.get(at + 1).is_some_and(|t| t.text(sql) == "::")
                && tokens.get(at + 2).is_some_and(|t| t.is_any(sql, NAMING));
            let called = at >= 2
                && tokens[at - 1].text(sql) == "("
                && tokens[at - 2].is_any(sql, &["nextval", "currval", "setval"]);
            let prefixed = at >= 1 && tokens[at - 1].is_any(sql, NAMING);
            if !(cast || called || prefixed) {
                return None;
            }
            let text = token.text(sql).trim_matches('\'').replace("''", "'");
            let mut parts = name::split(&fold(&text)).ok()?;
            let name = parts.pop()?;
            Some(Mention { schema: parts.pop(), name, start: token.start, end: token.end })
        })
}

/// Functions whose first argument is a configuration of text search, if there is another after it.
const SEARCHING: &[&str] = &[
    "to_tsvector",
    "json_to_tsvector",
    "jsonb_to_tsvector",
    "to_tsquery",
    "plainto_tsquery",
    "phraseto_tsquery",
    "websearch_to_tsquery",
    "ts_headline",
];

/// Configurations of text search that are named by a string which nothing casts, as schema and name.
pub fn configurations(sql: &str) -> Vec<(Option<Ident>, Ident)> {
    let (tokens, _) = tokens(sql);
    let named = |pair: &[Token]| {
        let [function, open, text, comma] = pair else { return None };
        let is_named = function.is_any(sql, SEARCHING) && open.text(sql) == "(" && comma.kind == Kind::Comma;
        let text = text.text(sql).strip_prefix('\'').filter(|_| is_named)?.strip_suffix('\'')?;
        let mut parts = name::split(&fold(&text.replace("''", "'"))).ok()?;
        let name = parts.pop()?;
        Some((parts.pop(), name))
    };
    tokens.windows(4).filter_map(named).collect()
}

/// Lower case outside double quotes.
fn fold(text: &str) -> String {
    let mut quoted = false;
    text.chars()
        .map(|c| {
            quoted ^= c == '"';
            if quoted { c } else { c.to_ascii_lowercase() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let list = mentions(text);
        assert!(list.iter().all(|m| text.get(m.start..m.end).is_some()));
        list.iter()
            .map(|m| m.schema.iter().chain([&m.name]).map(|i| i.as_str().to_owned()).collect::<Vec<_>>().join("."))
            .collect()
    }

    #[test]
    fn names_in_a_body() {
        assert_eq!(
            found("BEGIN insert into App.Orders values ('a.b'); -- x.y\nEND"),
            ["begin", "insert", "into", "app.orders", "values", "end"]
        );
        assert_eq!(
            found(r#"declare r app."My T"%rowtype; c users.id%type;"#),
            ["declare", "r", "app.My T", "rowtype", "c", "users", "users.id", "type"]
        );
    }

    #[test]
    fn names_in_nested_quotes() {
        assert_eq!(found("$f$ execute $q$ select a from b.c $q$ $f$"), ["execute", "select", "a", "from", "b.c"]);
    }

    #[test]
    fn configurations_in_strings() {
        let found = configurations("to_tsvector('App.\"Plain One\"', a) || to_tsvector('b') || to_tsvector('c', 'd')");
        assert_eq!(found, [(Some("app".into()), "Plain One".into()), (None, "c".into())]);
    }

    #[test]
    fn names_in_strings() {
        assert_eq!(found("nextval('app.\"My seq\"')"), ["nextval", "app.My seq"]);
        assert_eq!(found("x('APP.seq'::regclass)"), ["x", "app.seq", "regclass"]);
    }
}
