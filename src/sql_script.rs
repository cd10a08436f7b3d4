//! A SQL script cut into its statements: text in, one slice per statement out, with the line it starts on.
//!
//! It knows where Postgres' lexer would end a statement and nothing about what a statement means: a script
//! that Postgres would refuse is cut all the same and left for the server to judge.

/// One statement of a script, without leading comments and without its semicolon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'script> {
    /// The statement as it stands in the script.
    pub text: &'script str,
    /// The line of the script (counted from 1) on which the text starts.
    pub line: usize,
}

impl Statement<'_> {
    /// The line of the script that holds the given character of this statement, both counted from 1, as
    /// Postgres counts the position of an error.
    #[must_use]
    pub fn line_at(&self, character: usize) -> usize {
        let before = self.text.chars().take(character.saturating_sub(1));
        self.line + before.filter(|c| *c == '\n').count()
    }

    /// What this statement does to the transaction around it.
    #[must_use]
    pub fn transaction(&self) -> Option<Transaction> {
        let mut words = Words(Scanner::new(self.text));
        let first = words.next()?.to_ascii_lowercase();
        let second = words.next().unwrap_or_default().to_ascii_lowercase();
        let third = words.next().unwrap_or_default().to_ascii_lowercase();
        match (first.as_str(), second.as_str()) {
            ("begin", _) | ("start", "transaction") => Some(Transaction::Opens),
            ("commit" | "rollback", "prepared") | ("rollback", "to") => None,
            ("rollback", "work" | "transaction") if third == "to" => None,
            // `AND CHAIN` ends one transaction and opens the next; `AND NO CHAIN` is the default spelled out.
            ("commit" | "end" | "rollback" | "abort", _) if self.chains() => Some(Transaction::Opens),
            ("commit" | "end" | "rollback" | "abort", _) | ("prepare", "transaction") => Some(Transaction::Ends),
            _ => None,
        }
    }

    fn chains(&self) -> bool {
        let words: Vec<_> = Words(Scanner::new(self.text)).collect();
        let last = |back: usize| {
            let word = words.len().checked_sub(back).and_then(|at| words.get(at));
            word.copied().unwrap_or_default()
        };
        last(1).eq_ignore_ascii_case("chain") && last(2).eq_ignore_ascii_case("and")
    }
}

/// What a statement does to the transaction around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transaction {
    /// After the statement a transaction block is open.
    Opens,
    /// After the statement no transaction block is open.
    Ends,
}

/// Cuts a script into its statements, in order. Empty statements and comments between statements are left out.
#[must_use]
pub fn split(script: &str) -> Vec<Statement<'_>> {
    let script = script.strip_prefix('\u{feff}').unwrap_or(script);
    let mut scanner = Scanner::new(script);
    let mut statements = Vec::new();
    let mut open: Option<Open> = None;
    let mut line = 1;
    let mut counted = 0;

    while let Some((start, token)) = scanner.next() {
        let ends = token == Token::Other(b';') && open.as_ref().is_none_or(|o| o.parentheses == 0 && o.body == 0);
        if ends {
            if let Some(done) = open.take() {
                statements.push(done.finish(script, start));
            }
            continue;
        }
        let statement = open.get_or_insert_with(|| {
            line += newlines(script, counted, start);
            counted = start;
            Open::new(start, line)
        });
        statement.take(token, scanner.slice(start));
        statement.end = scanner.at;
    }
    if let Some(done) = open {
        let end = done.end;
        statements.push(done.finish(script, end));
    }
    statements
}

fn newlines(script: &str, from: usize, to: usize) -> usize {
    let text = script.get(from..to).unwrap_or_default();
    text.matches('\n').count()
}

/// A statement whose end has not been seen yet.
struct Open {
    start: usize,
    end: usize,
    line: usize,
    parentheses: usize,
    /// How many `END`s are missing to close a `BEGIN ATOMIC` body; a `CASE` inside it needs one of its own.
    body: usize,
    words: usize,
    /// Whether the words so far can still be the beginning of `CREATE [OR REPLACE] FUNCTION|PROCEDURE`.
    prefix: Prefix,
    last_is_begin: bool,
}

#[derive(PartialEq, Eq)]
enum Prefix {
    Possible,
    Routine,
    Something,
}

impl Open {
    fn new(start: usize, line: usize) -> Self {
        Open {
            start,
            end: start,
            line,
            parentheses: 0,
            body: 0,
            words: 0,
            prefix: Prefix::Possible,
            last_is_begin: false,
        }
    }

    fn finish(self, script: &str, end: usize) -> Statement<'_> {
        Statement { text: script.get(self.start..end).unwrap_or_default().trim_end(), line: self.line }
    }

    fn take(&mut self, token: Token, text: &str) {
        match token {
            Token::Other(b'(') => self.parentheses += 1,
            // An unbalanced `)` is an error for the server to report, not a reason to run on to the next one.
            Token::Other(b')') => self.parentheses = self.parentheses.saturating_sub(1),
            Token::Word => {
                self.take_word(&text.to_ascii_lowercase());
                return;
            }
            Token::Quoted | Token::Other(_) => {}
        }
        self.last_is_begin = false;
    }

    fn take_word(&mut self, word: &str) {
        if self.prefix == Prefix::Possible {
            self.prefix = match (self.words, word) {
                (0, "create") | (1, "or") | (2, "replace") => Prefix::Possible,
                (1 | 3, "function" | "procedure") => Prefix::Routine,
                _ => Prefix::Something,
            };
        }
        self.words += 1;
        if self.prefix == Prefix::Routine {
            match word {
                "atomic" if self.last_is_begin && self.body == 0 => self.body = 1,
                "case" if self.body > 0 => self.body += 1,
                "end" => self.body = self.body.saturating_sub(1),
                _ => {}
            }
        }
        self.last_is_begin = word == "begin";
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// A name or keyword without quotes.
    Word,
    /// A string or a quoted name, in any of the forms Postgres has.
    Quoted,
    /// Any other single byte.
    Other(u8),
}

/// The unquoted words of a text, in order.
struct Words<'a>(Scanner<'a>);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let (start, token) = self.0.next()?;
            if token == Token::Word {
                return Some(self.0.slice(start));
            }
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Scanner { text, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next token and where it starts. White space and comments are passed over.
    fn next(&mut self) -> Option<(usize, Token)> {
        loop {
            let byte = self.peek(0)?;
            let start = self.at;
            match (byte, self.peek(1)) {
                (b'-', Some(b'-')) => self.skip_line(),
                (b'/', Some(b'*')) => self.skip_comment(),
                (b'\'', _) => {
                    self.skip_quoted(b'\'', false);
                    return Some((start, Token::Quoted));
                }
                (b'"', _) => {
                    self.skip_quoted(b'"', false);
                    return Some((start, Token::Quoted));
                }
                (b'e' | b'E', Some(b'\'')) => {
                    self.at += 1;
                    self.skip_quoted(b'\'', true);
                    return Some((start, Token::Quoted));
                }
                (b'$', _) => {
                    let token = self.skip_dollar();
                    return Some((start, token));
                }
                _ if starts_word(byte) => {
                    self.skip_while(continues_word);
                    return Some((start, Token::Word));
                }
                // A number swallows what follows it, so that `1e'` or `1$a$` opens no string.
                _ if byte.is_ascii_digit() => {
                    self.skip_while(|b| b.is_ascii_alphanumeric() || b == b'_');
                    return Some((start, Token::Other(byte)));
                }
                _ => {
                    self.at += 1;
                    if !byte.is_ascii_whitespace() {
                        return Some((start, Token::Other(byte)));
                    }
                }
            }
        }
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.peek(0).is_some_and(&wanted) {
            self.at += 1;
        }
    }

    fn skip_line(&mut self) {
        self.skip_while(|b| b != b'\n');
    }

    fn skip_comment(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek(0) {
            match (byte, self.peek(1)) {
                (b'/', Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Passes over a quoted string or name that starts here.
    fn skip_quoted(&mut self, quote: u8, backslash: bool) {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            if byte == b'\\' && backslash {
                self.at = (self.at + 1).min(self.text.len());
            } else if byte == quote {
                if self.peek(0) == Some(quote) {
                    self.at += 1;
                } else if let (true, Some(opening)) = (backslash, self.continuation()) {
                    self.at = opening + 1;
                } else {
                    return;
                }
            }
        }
    }

    /// Where the string that has just been closed goes on: strings with only white space and a line break
    /// between them are one string to Postgres, and an escape string stays one.
    fn continuation(&self) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        let next = rest.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let gap = rest.len() - next.len();
        (next.starts_with('\'') && rest.get(..gap)?.contains('\n')).then_some(self.at + gap)
    }

    fn skip_dollar(&mut self) -> Token {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let tag = rest.bytes().take_while(|b| continues_word(*b) && *b != b'$').count();
        let named = rest.bytes().next().is_none_or(|b| !b.is_ascii_digit());
        let closed = rest.as_bytes().get(tag) == Some(&b'$');
        if !named || !closed {
            self.at += 1;
            return Token::Other(b'$');
        }
        let fence = self.text.get(self.at..self.at + tag + 2).unwrap_or_default();
        let body = self.at + fence.len();
        let found = self.text.get(body..).and_then(|text| text.find(fence));
        self.at = found.map_or(self.text.len(), |end| body + end + fence.len());
        Token::Quoted
    }
}

fn starts_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn continues_word(byte: u8) -> bool {
    starts_word(byte) || byte.is_ascii_digit() || byte == b'$'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> Vec<&str> {
        split(script).iter().map(|s| s.text).collect()
    }

    #[test]
    fn statements_and_their_lines() {
        let script = "-- head; \nselect 1;\n\n  select\n 2 ;;/* tail; */";
        let found = split(script);
        assert_eq!(texts(script), ["select 1", "select\n 2"]);
        assert_eq!(found.iter().map(|s| s.line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(found[1].line_at(1), 4);
        assert_eq!(found[1].line_at(9), 5);
    }

    #[test]
    fn a_position_counts_characters() {
        let found = split("select 'äöü',\n x");
        assert_eq!(found[0].line_at(14), 1);
        assert_eq!(found[0].line_at(15), 2);
    }

    #[test]
    fn nothing_to_run() {
        assert!(split("").is_empty());
        assert!(split(" ;; -- a\n /* b /* c; */ ; */ ;").is_empty());
        assert_eq!(texts("\u{feff}select 1"), ["select 1"]);
    }

    #[test]
    fn semicolons_inside_strings() {
        assert_eq!(
            texts("select ';', ''';', E'\\';', e'a'';', \";\"\";\"; select 2"),
            ["select ';', ''';', E'\\';', e'a'';', \";\"\";\"", "select 2"]
        );
        // An escape string goes on after a line break.
        assert_eq!(texts("select E'a'\n '\\';'; x"), ["select E'a'\n '\\';'", "x"]);
        // Without the E a backslash is an ordinary character.
        assert_eq!(texts(r"select '\'; select 2"), [r"select '\'", "select 2"]);
        assert_eq!(texts(r"select U&'\0061;'; x"), [r"select U&'\0061;'", "x"]);
        // The letter that ends a name does not open an escape string.
        assert_eq!(texts(r"select date'\'; x"), [r"select date'\'", "x"]);
    }

    #[test]
    fn semicolons_inside_dollars() {
        assert_eq!(
            texts("do $$ a; $x$ b; $$; do $x$ $$ ; $x$; do $ä$;$ä$"),
            ["do $$ a; $x$ b; $$", "do $x$ $$ ; $x$", "do $ä$;$ä$"]
        );
        // A dollar inside a name or before a digit opens nothing.
        assert_eq!(texts("select a$b$; select $1; select 1$b$"), ["select a$b$", "select $1", "select 1$b$"]);
    }

    #[test]
    fn semicolons_inside_parentheses() {
        assert_eq!(
            texts("create rule r as on insert to t do also (select 1; select 2); select 3"),
            ["create rule r as on insert to t do also (select 1; select 2)", "select 3"]
        );
        assert_eq!(texts("select 1); select 2"), ["select 1)", "select 2"]);
    }

    #[test]
    fn sql_bodies() {
        let body = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int BEGIN ATOMIC\n \
                    SELECT CASE WHEN a > 0 THEN 1 ELSE (CASE WHEN true THEN 2 END) END;\n SELECT 2;\nEND";
        assert_eq!(texts(&format!("{body};select 1")), [body, "select 1"]);
        let body = "create procedure p() begin atomic insert into t values (1); end";
        assert_eq!(texts(&format!("{body}; select 1")), [body, "select 1"]);
        // A transaction is not a body, and neither is a column with an unlucky name.
        assert_eq!(
            texts("begin; create function f() returns int return 1; end; x"),
            ["begin", "create function f() returns int return 1", "end", "x"]
        );
        assert_eq!(
            texts("create table atomic (\"begin\" int, \"case\" int); x"),
            ["create table atomic (\"begin\" int, \"case\" int)", "x"]
        );
    }

    #[test]
    fn unfinished_text_stays_one_statement() {
        for tail in ["'a; b", "\"a; b", "$$a; b", "(a; b", "E'\\"] {
            let script = format!("select 1; select {tail}");
            assert_eq!(texts(&script), ["select 1", &format!("select {tail}")], "{tail}");
        }
        assert_eq!(texts("select 1 /* a; b"), ["select 1"]);
    }

    #[test]
    fn transactions() {
        use Transaction::{Ends, Opens};
        let cases = [
            ("BEGIN", Some(Opens)),
            ("/* a */ begin isolation level serializable read only", Some(Opens)),
            ("start transaction", Some(Opens)),
            ("commit", Some(Ends)),
            ("COMMIT AND NO CHAIN", Some(Ends)),
            ("commit work and chain", Some(Opens)),
            ("end", Some(Ends)),
            ("rollback", Some(Ends)),
            ("rollback to savepoint a", None),
            ("rollback transaction to a", None),
            ("savepoint a", None),
            ("prepare transaction 'a'", Some(Ends)),
            ("commit prepared 'a'", None),
            ("prepare a as select 1", None),
            ("select 'begin'", None),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text)[0].transaction(), expected, "{text}");
        }
    }
}
