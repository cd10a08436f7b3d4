//! The door to sqlparser: our text in, its tree out, its places turned into bytes. Its gaps that can be closed by leaving out or
//! replacing a token are closed here; the tree is only looked at and never printed, so nothing is lost.

use sqlparser::ast::{Expr, Query, Statement};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token as Theirs, TokenWithSpan, Tokenizer};

use super::token::{Kind, Token};
use super::{Form, SyntaxError};

/// A chain of operators becomes a tree as deep as it is long, and dropping a tree takes stack.
const MAX_OPERATORS: usize = 1500;
/// Nesting that people and generators write; sqlparser grows its stack, so this costs nothing.
const MAX_DEPTH: usize = 200;

/// Words of valid syntax that sqlparser 0.63 does not know, or not everywhere.
const GAPS: &[&str] = &[
    "symmetric",
    "variadic",
    "isnull",
    "notnull",
    "xmlelement",
    "xmlforest",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmlattributes",
    "xmlexists",
    "xmlconcat",
    "xmltable",
    "xmlagg",
    "search",
    "cycle",
    "json_table",
    "json_exists",
    "json_value",
    "json_query",
    "json_object",
    "json_objectagg",
    "json_array",
    "json_arrayagg",
    "json_scalar",
    "json_serialize",
    "json",
    "merge_action",
    "treat",
    "normalize",
    "normalized",
    "collation",
    "uescape",
    "tablesample",
    "rows",
    "range",
    "groups",
    "exclude",
    "ties",
    "grouping",
    "ordinality",
    "overlaps",
    "overlay",
    "substring",
    "similar",
    "trim",
    "operator",
    "only",
    "materialized",
    "lateral",
    "window",
    "fetch",
    "locked",
    "nowait",
    "unknown",
    "document",
    "at",
    "local",
    "interval",
    "using",
    "within",
    "filter",
    "nulls",
    "bit",
    "varying",
    "returning",
];

/// What sqlparser made of a text.
pub(super) enum Tree {
    Expression(Box<Expr>),
    Query(Box<Query>),
    Statements(Vec<Statement>),
}

/// Parses text whose tokens are known to be well formed.
pub(super) fn tree(sql: &str, tokens: &[Token], form: Form) -> Result<Tree, SyntaxError> {
    let certain = match form {
        Form::Expression | Form::Query => !has_gap(sql, tokens, form),
        // Statements reach far beyond what sqlparser knows.
        Form::Statements | Form::Opaque => false,
    };
    let end = tokens.last().map_or(sql.len(), |token| token.end);
    let deepens = |token: &&Token| match token.kind {
        Kind::Operator | Kind::Colon => true,
        Kind::Open => token.text(sql) == "[",
        _ => token.is_any(sql, &["and", "or", "not", "union", "except", "intersect", "join"]),
    };
    let operators = tokens.iter().filter(deepens).count();
    if operators > MAX_OPERATORS {
        return Err(SyntaxError { message: "too long to be checked".to_owned(), start: 0, end, certain: false });
    }
    let places = Places::new(sql);
    let theirs = Tokenizer::new(&PostgreSqlDialect {}, sql).tokenize_with_location().map_err(|error| {
        let at =
            tokens.iter().rev().find(|token| token.start <= places.byte(error.location)).map_or(0, |token| token.start);
        SyntaxError { message: plain(&error.message), start: at, end, certain: false }
    })?;
    let bridged = bridged(whole_operators(theirs, sql, tokens, &places));
    let mut parser =
        Parser::new(&PostgreSqlDialect {}).with_recursion_limit(MAX_DEPTH).with_tokens_with_locations(bridged);
    let parsed = match form {
        Form::Expression => parser.parse_expr().map(|expression| Tree::Expression(Box::new(expression))),
        Form::Query => parser.parse_query().map(Tree::Query),
        Form::Statements | Form::Opaque => parser.parse_statements().map(Tree::Statements),
    };
    let error = match parsed {
        Ok(tree) => {
            let rest = parser.peek_token();
            if rest.token == Theirs::EOF {
                return Ok(tree);
            }
            let start = places.byte(rest.span.start);
            let found = tokens.iter().find(|token| token.end > start);
            // sqlparser takes a `case` that it cannot finish for a column of that name.
            let before = tokens.iter().rev().find(|token| token.end <= start).filter(|token| token.is(sql, "case"));
            if let Some(case) = before {
                return Err(SyntaxError {
                    message: "this `case` is not complete".to_owned(),
                    start: case.start,
                    end: case.end,
                    certain,
                });
            }
            let Some(found) = found else {
                // The two disagree about what is blank space.
                return Err(SyntaxError { message: "not understood".to_owned(), start: 0, end, certain: false });
            };
            let message = format!("`{}` does not belong to what stands before it", found.text(sql));
            return Err(SyntaxError { message, start: found.start, end: found.end, certain });
        }
        Err(error) => error,
    };
    Err(match error {
        ParserError::RecursionLimitExceeded => {
            SyntaxError { message: "nested too deeply to be checked".to_owned(), start: 0, end, certain: false }
        }
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => {
            located(&message, sql, tokens, &places, certain)
        }
    })
}

/// Whether the text uses syntax that sqlparser may refuse although Postgres takes it.
fn has_gap(sql: &str, tokens: &[Token], form: Form) -> bool {
    // `app.status 'x'`, `varchar(3) 'x'`, a string that goes on in the next line, and `(x).*`.
    let before_string = |token: Token| token.is_name() || matches!(token.kind, Kind::Close | Kind::String);
    // A row as a value: `t.*::text`, `t.* is null`.
    let uses = |token: &Token| {
        matches!(token.kind, Kind::Operator | Kind::Colon)
            || token.is_any(sql, &["is", "in", "not", "and", "or", "between", "then", "else", "end", "when"])
    };
    tokens.windows(2).any(|pair| matches!(pair[1].kind, Kind::String | Kind::Dollar(_)) && before_string(pair[0]))
        || tokens
            .windows(2)
            .any(|pair| pair[0].text(sql) == "." && pair[1].text(sql) == "*" && form == Form::Expression)
        || tokens
            .windows(3)
            .any(|three| three[1].text(sql) == "." && three[2].text(sql) == "*" && three[0].kind == Kind::Close)
        || tokens.windows(3).any(|three| three[0].kind == Kind::Dot && three[1].text(sql) == "*" && uses(&three[2]))
        // A query that returns no columns.
        || tokens.last().is_some_and(|token| token.is(sql, "select"))
        || tokens.windows(2).any(|pair| pair[0].is(sql, "select") && (pair[1].kind == Kind::Close || pair[1].is_any(sql, &["union", "intersect", "except"])))
        // A list whose first item is a query.
        || tokens.windows(4).any(|four| four[0].is(sql, "in") && four[1].kind == Kind::Open && four[2].kind == Kind::Open
            && four[3].is_any(sql, &["select", "values", "with"]))
        // Rows in a list that is compared with: `all (values (1, 2))`.
        || tokens.windows(3).any(|three| three[0].is_any(sql, &["all", "any", "some"]) && three[1].kind == Kind::Open && three[2].is(sql, "values"))
        || tokens.iter().any(|token| token.is_any(sql, GAPS))
}

/// Finds the place in an error message of sqlparser, and says it in our words.
fn located(message: &str, sql: &str, tokens: &[Token], places: &Places, certain: bool) -> SyntaxError {
    let last = tokens.last().copied();
    let (text, place) = message.rsplit_once(" at Line: ").unwrap_or((message, ""));
    let location = place
        .split_once(", Column: ")
        .and_then(|(line, column)| Some(Location { line: line.parse().ok()?, column: column.parse().ok()? }));
    let (start, end) = match location.map(|location| places.byte(location)) {
        Some(at) => tokens
            .iter()
            .find(|token| token.end > at)
            .or(last.as_ref())
            .map_or((0, sql.len()), |token| (token.start, token.end)),
        None => last.map_or((0, sql.len()), |token| (token.start, token.end)),
    };
    SyntaxError { message: plain(text), start, end, certain }
}

/// "Expected: an expression, found: EOF" in plain words.
fn plain(message: &str) -> String {
    let Some((expected, found)) = message.strip_prefix("Expected: ").and_then(|rest| rest.rsplit_once(", found: "))
    else {
        let mut text = message.to_owned();
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        return text;
    };
    let expected = match expected {
        "an expression" | "an expression:" => "a value".to_owned(),
        "joined table" => "`join` after the parenthesis".to_owned(),
        other if other.len() > 60 => {
            return if found == "EOF" {
                "something is missing at the end".to_owned()
            } else {
                format!("`{found}` does not belong here")
            };
        }
        other if other.len() < 3 || other.chars().all(|c| c.is_ascii_uppercase()) => {
            format!("`{}`", other.to_lowercase())
        }
        other => other.to_owned(),
    };
    if found == "EOF" {
        format!("expected {expected}, found the end")
    } else {
        format!("expected {expected}, found `{found}`")
    }
}

/// The tokens with each operator in one that begins with `=` and goes on: sqlparser takes it for several.
fn whole_operators(theirs: Vec<TokenWithSpan>, sql: &str, tokens: &[Token], places: &Places) -> Vec<TokenWithSpan> {
    let goes_on = |token: &&Token| {
        let text = token.text(sql);
        token.kind == Kind::Operator && text.starts_with('=') && text.len() > 1 && text != "=>"
    };
    let mut operators = tokens.iter().filter(goes_on).peekable();
    let whole = |token: TokenWithSpan| {
        let at = places.byte(token.span.start);
        while operators.next_if(|operator| operator.end <= at).is_some() {}
        match operators.peek() {
            Some(operator) if operator.start == at => {
                let custom = Theirs::CustomBinaryOperator(operator.text(sql).to_owned());
                Some(TokenWithSpan { token: custom, span: token.span })
            }
            Some(operator) if operator.start < at => None,
            Some(_) | None => Some(token),
        }
    };
    theirs.into_iter().filter_map(whole).collect()
}

/// The tokens with what sqlparser stumbles over left out or replaced: `only t` (which it takes for a table called only), `variadic x`,
/// `between symmetric`, `isnull`, `notnull`, `trim(both from x)`, and `collate a.b`, which it does not expect after a cast.
fn bridged(theirs: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut out: Vec<TokenWithSpan> = Vec::with_capacity(theirs.len());
    let mut before = Theirs::EOF;
    let mut before_that = Theirs::EOF;
    // Inside the name of a collation a name or a dot comes next.
    let mut name_next: Option<bool> = None;
    for token in theirs {
        if matches!(token.token, Theirs::Whitespace(_)) {
            out.push(token);
            continue;
        }
        match (name_next, &token.token) {
            (Some(true), Theirs::Word(_)) => name_next = Some(false),
            (Some(false), Theirs::Period) => name_next = Some(true),
            _ => name_next = None,
        }
        if name_next.is_some() {
            continue;
        }
        let word = match &token.token {
            Theirs::Word(word) if word.quote_style.is_none() => word.value.to_ascii_lowercase(),
            _ => String::new(),
        };
        let after = |keywords: &[Keyword]| matches!(&before, Theirs::Word(word) if keywords.contains(&word.keyword));
        let make = |keyword: &str| TokenWithSpan { token: Theirs::make_keyword(keyword), span: token.span };
        match word.as_str() {
            "only"
                if before == Theirs::Comma
                    || after(&[Keyword::FROM, Keyword::JOIN, Keyword::UPDATE, Keyword::USING, Keyword::TABLE]) => {}
            "variadic" if matches!(before, Theirs::Comma | Theirs::LParen) => {}
            "collate" => {
                name_next = Some(true);
                continue;
            }
            "symmetric" if after(&[Keyword::BETWEEN]) => {}
            "from" if after(&[Keyword::BOTH, Keyword::LEADING, Keyword::TRAILING]) => {}
            "from"
                if before == Theirs::LParen
                    && matches!(&before_that, Theirs::Word(word) if word.keyword == Keyword::TRIM) => {}
            "isnull" => out.extend([make("IS"), make("NULL")]),
            "notnull" => out.extend([make("IS"), make("NOT"), make("NULL")]),
            _ => {
                before_that = std::mem::replace(&mut before, token.token.clone());
                out.push(token);
                continue;
            }
        }
        before = Theirs::make_keyword("IS");
    }
    out
}

/// Turns sqlparser's lines and columns (both from one, columns in characters) into bytes.
pub(super) struct Places {
    /// The first character of each line, counted in characters.
    lines: Vec<usize>,
    /// The byte of each character.
    bytes: Vec<usize>,
    end: usize,
}

impl Places {
    pub fn new(sql: &str) -> Places {
        let mut places = Places { lines: vec![0], bytes: Vec::new(), end: sql.len() };
        for (count, (byte, c)) in sql.char_indices().enumerate() {
            places.bytes.push(byte);
            if c == '\n' {
                places.lines.push(count + 1);
            }
        }
        places
    }

    pub fn byte(&self, location: Location) -> usize {
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX).saturating_sub(1);
        let line = self.lines.get(number(location.line)).copied().unwrap_or(self.bytes.len());
        self.bytes.get(line.saturating_add(number(location.column))).copied().unwrap_or(self.end)
    }
}
