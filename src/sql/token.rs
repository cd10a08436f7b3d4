//! SQL text to tokens by Postgres' own lexical rules, comments left out. It knows words, not grammar.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword without quotes.
    Word,
    /// A name in double quotes.
    Quoted,
    /// A string in single quotes, with whatever prefix.
    String,
    /// A string in dollar quotes; the body starts this many bytes after the token and ends as many before its end.
    Dollar(usize),
    Number,
    /// `$1`.
    Parameter,
    Operator,
    Comma,
    Semicolon,
    Dot,
    /// `:`, `::` or `:=`.
    Colon,
    Open,
    Close,
    /// A character that no SQL token starts with.
    Other,
}

/// A token and its bytes in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub fn text(self, sql: &str) -> &str {
        sql.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether this is the keyword, however it is capitalised.
    pub fn is(self, sql: &str, keyword: &str) -> bool {
        self.kind == Kind::Word && self.text(sql).eq_ignore_ascii_case(keyword)
    }

    pub fn is_any(self, sql: &str, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(sql, keyword))
    }

    pub fn is_name(self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Quoted)
    }

    /// The name as the catalog stores it: folded to lower case unless quoted.
    pub fn name(self, sql: &str) -> String {
        let text = self.text(sql);
        match self.kind {
            Kind::Quoted => text.trim_start_matches(['U', 'u', '&']).trim_matches('"').replace("\"\"", "\""),
            _ => text.to_ascii_lowercase(),
        }
    }
}

/// Something that was opened and runs to the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unterminated {
    pub what: &'static str,
    pub start: usize,
    pub end: usize,
}

const OPERATOR: &[u8] = b"+-*/<>=~!@#%^&|`?";

fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn continues_name(byte: u8) -> bool {
    starts_name(byte) || byte.is_ascii_digit() || byte == b'$'
}

/// All tokens; after something unterminated, those before it.
pub(super) fn tokens(sql: &str) -> (Vec<Token>, Option<Unterminated>) {
    let bytes = sql.as_bytes();
    let mut list = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let unterminated = |what, mark: usize| Some(Unterminated { what, start, end: start + mark });
        let rest = &bytes[at..];
        let kind = match rest[0] {
            byte if byte.is_ascii_whitespace() || byte == 0x0b => {
                at += 1;
                continue;
            }
            b'-' if rest.starts_with(b"--") => {
                at += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                continue;
            }
            b'/' if rest.starts_with(b"/*") => match comment(rest) {
                Some(length) => {
                    at += length;
                    continue;
                }
                None => return (list, unterminated("comment", 2)),
            },
            b'\'' => match quoted(rest, b'\'', false) {
                Some(length) => token(&mut at, length, Kind::String),
                None => return (list, unterminated("string", 1)),
            },
            b'"' => match quoted(rest, b'"', false) {
                Some(length) => token(&mut at, length, Kind::Quoted),
                None => return (list, unterminated("double quote", 1)),
            },
            b'$' => match dollar(rest) {
                Dollar::String(length, tag) => token(&mut at, length, Kind::Dollar(tag)),
                Dollar::Unterminated(tag) => return (list, unterminated("dollar quote", tag)),
                Dollar::No => {
                    let digits = 1 + rest[1..].iter().take_while(|b| b.is_ascii_digit()).count();
                    token(&mut at, digits, if digits > 1 { Kind::Parameter } else { Kind::Other })
                }
            },
            byte if starts_name(byte) => {
                let length = rest.iter().take_while(|b| continues_name(**b)).count();
                let unicode = rest[0].eq_ignore_ascii_case(&b'u') && rest.get(1) == Some(&b'&');
                let prefix = match (length, rest.get(length), byte.to_ascii_lowercase()) {
                    (1, Some(b'\''), b'e' | b'b' | b'x' | b'n') => 1,
                    (1, _, b'u') if unicode && matches!(rest.get(2), Some(b'\'' | b'"')) => 2,
                    _ => 0,
                };
                if prefix == 0 {
                    token(&mut at, length, Kind::Word)
                } else {
                    let quote = rest[prefix];
                    let kind = if quote == b'"' { Kind::Quoted } else { Kind::String };
                    match quoted(&rest[prefix..], quote, byte.eq_ignore_ascii_case(&b'e')) {
                        Some(length) => token(&mut at, prefix + length, kind),
                        None => {
                            return (
                                list,
                                unterminated(if quote == b'"' { "double quote" } else { "string" }, prefix + 1),
                            );
                        }
                    }
                }
            }
            byte if byte.is_ascii_digit() || byte == b'.' && rest.get(1).is_some_and(u8::is_ascii_digit) => {
                token(&mut at, number(rest), Kind::Number)
            }
            b',' => token(&mut at, 1, Kind::Comma),
            b';' => token(&mut at, 1, Kind::Semicolon),
            b'(' | b'[' => token(&mut at, 1, Kind::Open),
            b')' | b']' => token(&mut at, 1, Kind::Close),
            b'.' => token(&mut at, rest.iter().take_while(|b| **b == b'.').count().min(2), Kind::Dot),
            b':' => token(&mut at, if matches!(rest.get(1), Some(b':' | b'=')) { 2 } else { 1 }, Kind::Colon),
            byte if OPERATOR.contains(&byte) => token(&mut at, operator(rest), Kind::Operator),
            _ => token(&mut at, 1, Kind::Other),
        };
        list.push(Token { kind, start, end: at });
    }
    (list, None)
}

fn token(at: &mut usize, length: usize, kind: Kind) -> Kind {
    *at += length;
    kind
}

/// The length of a comment; comments nest.
fn comment(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// The length of something quoted, quotes included; a doubled quote stands for itself.
fn quoted(rest: &[u8], quote: u8, escapes: bool) -> Option<usize> {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' if escapes => at += 2,
            byte if byte == quote && rest.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

enum Dollar {
    /// The lengths of the whole and of the tag.
    String(usize, usize),
    Unterminated(usize),
    No,
}

fn dollar(rest: &[u8]) -> Dollar {
    let name = rest[1..].iter().take_while(|b| starts_name(**b) || b.is_ascii_digit()).count();
    if rest.get(1 + name) != Some(&b'$') || rest[1].is_ascii_digit() {
        return Dollar::No;
    }
    let tag = &rest[..name + 2];
    match rest[tag.len()..].windows(tag.len()).position(|window| window == tag) {
        Some(body) => Dollar::String(body + 2 * tag.len(), tag.len()),
        None => Dollar::Unterminated(tag.len()),
    }
}

fn number(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        let sign = matches!(byte, b'+' | b'-')
            && matches!(rest[at - 1], b'e' | b'E')
            && !rest.starts_with(b"0x")
            && rest.get(at + 1).is_some_and(u8::is_ascii_digit);
        // `1..10` is a range of plpgsql, not a number with two dots.
        let dot = *byte == b'.' && rest.get(at + 1) != Some(&b'.');
        if !(byte.is_ascii_alphanumeric() || *byte == b'_' || dot || sign) {
            break;
        }
        at += 1;
    }
    at
}

/// An operator ends where a comment starts, and a longer one may only end in `+` or `-` if it holds one of `~!@#%^&|?` and the backquote.
fn operator(rest: &[u8]) -> usize {
    let mut length = rest.iter().take_while(|b| OPERATOR.contains(b)).count();
    if let Some(cut) = (1..length).find(|at| rest[*at..].starts_with(b"--") || rest[*at..].starts_with(b"/*")) {
        length = cut;
    }
    let special = |part: &[u8]| part.iter().any(|b| b"~!@#%^&|`?".contains(b));
    while length > 1 && matches!(rest[length - 1], b'+' | b'-') && !special(&rest[..length]) {
        length -= 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        tokens(sql).0.into_iter().map(|token| token.text(sql)).collect()
    }

    #[test]
    fn splits_as_postgres_does() {
        assert_eq!(texts("a.b::text = E'it\\'s' -- c"), ["a", ".", "b", "::", "text", "=", "E'it\\'s'"]);
        assert_eq!(texts("a=-1 and b<>'x''y'"), ["a", "=", "-", "1", "and", "b", "<>", "'x''y'"]);
        assert_eq!(texts("/* a /* b */ */ x @-1 ->> 'y'"), ["x", "@-", "1", "->>", "'y'"]);
        assert_eq!(
            texts("$tag$ a $$ b $tag$ $1 a$b 1e-5 .5 1..3"),
            ["$tag$ a $$ b $tag$", "$1", "a$b", "1e-5", ".5", "1", "..", "3"]
        );
        assert_eq!(
            texts("U&\"d\\0061t\" \"a\"\"b\" čaj[1:2]"),
            ["U&\"d\\0061t\"", "\"a\"\"b\"", "čaj", "[", "1", ":", "2", "]"]
        );
        assert_eq!(texts("a+--b\nc*/**/d"), ["a", "+", "c", "*", "d"]);
    }

    #[test]
    fn says_what_is_not_closed() {
        for (sql, what, start) in [
            ("a = 'b", "string", 4),
            ("\"a", "double quote", 0),
            ("x $f$ y", "dollar quote", 2),
            ("a /* b", "comment", 2),
            ("e'\\'", "string", 0),
        ] {
            let found = tokens(sql).1;
            assert_eq!(found.map(|f| (f.what, f.start)), Some((what, start)), "{sql}");
        }
    }

    #[test]
    fn never_leaves_character_boundaries() {
        for sql in ["č'é", "§ ¶ € 1€", "$č$ x $č$", "a\u{a0}b", "\u{feff}select 1", "1e", "$", "e'", "u&'", "1é.é"]
        {
            for token in tokens(sql).0 {
                assert!(sql.get(token.start..token.end).is_some(), "{sql}");
            }
        }
    }
}
