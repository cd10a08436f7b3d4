//! YAML text to a tree that knows where each key and value stands. Knows nothing of Postgres; [`cursor`] reads the tree.
//!
//! Anchors and aliases are refused: mixins do their work visibly, and a document without aliases cannot grow when read.

pub mod cursor;
pub mod emit;

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Span};

/// The largest file that is read as YAML, in bytes.
pub const MAX_FILE: usize = 8 * 1024 * 1024;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a value is. Scalars keep their text and style: whether `1` is a number depends on who reads it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    pub text: String,
    pub style: Style,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Block,
}

/// A key of a map with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// What the value is, in the words a user knows.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match &self.value {
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Scalar(scalar) if scalar.is_null() => "nothing",
            Value::Scalar(scalar) if scalar.as_bool().is_some() => "a boolean",
            Value::Scalar(scalar) if scalar.is_number() => "a number",
            Value::Scalar(_) => "a string",
        }
    }

    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.is_null())
    }

    /// The value under a key, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|e| e.key == key).map(|e| &e.value),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }
}

impl Scalar {
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match (self.style, self.text.as_str()) {
            (Style::Plain, "true" | "True" | "TRUE") => Some(true),
            (Style::Plain, "false" | "False" | "FALSE") => Some(false),
            _ => None,
        }
    }

    /// Whether YAML reads this as a number. The text is kept as written: `0.10` has to stay `0.10`.
    #[must_use]
    pub fn is_number(&self) -> bool {
        let digits = self.text.strip_prefix(['-', '+']).unwrap_or(&self.text);
        self.style == Style::Plain
            && digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && digits.contains(|c: char| c.is_ascii_digit())
            && digits.parse::<f64>().is_ok()
    }
}

/// Reads all documents of a file. What could not be read is reported, and the documents before it are returned.
pub fn parse(file: FileId, text: &str, out: &mut Diagnostics) -> Vec<Node> {
    let start = |at: usize| place(file, text, at, at);
    if text.len() > MAX_FILE {
        let limit = MAX_FILE / 1024 / 1024;
        out.push(
            Diagnostic::error(code::FILE_TOO_LARGE, start(0), format!("the file is larger than {limit} MiB"))
                .help("split it: one file a table is the usual shape"),
        );
        return Vec::new();
    }
    if let Some(at) = text.find('\0') {
        out.push(
            Diagnostic::error(code::YAML_SYNTAX, start(at), "this is not a text file: it holds a NUL byte")
                .help("remove the file from the project folder, or give it another ending than .yaml"),
        );
        return Vec::new();
    }
    if let Some(at) = tab_in_indentation(text) {
        out.push(
            Diagnostic::error(code::YAML_SYNTAX, place(file, text, at, at + 1), "a tab in the indentation")
                .note("YAML indents with spaces only")
                .help("replace the tab by spaces"),
        );
        return Vec::new();
    }
    let options = granit_parser::options! { emit_comments: false };
    let mut builder = Builder { file, text, out, stack: Vec::new(), documents: Vec::new(), aliases: 0 };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                builder.syntax_error(at, &error.info());
                break;
            }
        }
    }
    builder.documents
}

/// The first tab that stands where indentation belongs and is not inside a block scalar's text or an empty line.
fn tab_in_indentation(text: &str) -> Option<usize> {
    let mut offset = 0;
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let rest = line[spaces..].trim_end();
        if rest.is_empty() {
            offset += line.len();
            continue;
        }
        if block.is_some_and(|indent| spaces <= indent && !rest.starts_with('\t')) {
            block = None;
        }
        if block.is_none() {
            if rest.starts_with('\t') && !rest.trim_start().starts_with('#') {
                return Some(offset + spaces);
            }
            let header = rest.split(" #").next().unwrap_or(rest).trim_end();
            let mark = header.rsplit([' ', '\t']).next().unwrap_or_default();
            if mark.starts_with(['|', '>']) && mark[1..].chars().all(|c| "+-123456789".contains(c)) {
                block = Some(spaces);
            }
        }
        offset += line.len();
    }
    None
}

/// A span of at least one character, on character boundaries and inside the text.
fn place(file: FileId, text: &str, start: usize, end: usize) -> Span {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = end.clamp(start, text.len());
    if end == start {
        end = text[start..].chars().next().map_or(start, |c| start + if c == '\n' { 0 } else { c.len_utf8() });
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span { file, start: to_u32(start), end: to_u32(end) }
}

/// Files are at most [`MAX_FILE`] bytes, so offsets fit.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

enum Open {
    List {
        start: usize,
        items: Vec<Node>,
    },
    /// `seen` holds where each key stands, since a map may have a hundred thousand.
    Map {
        start: usize,
        entries: Vec<Entry>,
        seen: HashMap<String, Span>,
        key: Option<(String, Span)>,
    },
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    out: &'a mut Diagnostics,
    stack: Vec<Open>,
    documents: Vec<Node>,
    aliases: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: granit_parser::Span) {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let at = place(self.file, self.text, range.start, range.end);
                self.refuse_anchor(anchor, at);
                if let Some(tag) = tag {
                    self.out.push(Diagnostic::error(code::YAML_SYNTAX, at, format!("the tag `{tag}` has no meaning here")).help("remove the tag"));
                }
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                self.value(Node { span: at, value: Value::Scalar(Scalar { text: text.into_owned(), style }) });
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, place(self.file, self.text, range.start, range.end));
                self.stack.push(Open::List { start: range.start, items: Vec::new() });
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, place(self.file, self.text, range.start, range.end));
                self.stack.push(Open::Map { start: range.start, entries: Vec::new(), seen: HashMap::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(_) => {
                let at = place(self.file, self.text, range.start, range.end);
                // One report stands for all: an alias bomb has thousands.
                if self.aliases == 0 {
                    self.out.push(
                        Diagnostic::error(code::YAML_ALIAS, at, "YAML aliases are not read")
                            .help("write the value out, or use a mixin for what several tables share"),
                    );
                }
                self.aliases += 1;
                self.value(Node { span: at, value: Value::Scalar(Scalar { text: String::new(), style: Style::Plain }) });
            }
            _ => {}
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, at: Span) {
        if anchor > 0 && self.aliases == 0 {
            self.aliases += 1;
            self.out.push(
                Diagnostic::error(code::YAML_ALIAS, at, "YAML anchors are not read")
                    .help("remove the anchor; use a mixin for what several tables share"),
            );
        }
    }

    fn close(&mut self, end: usize) {
        let (start, value) = match self.stack.pop() {
            Some(Open::List { start, items }) => (start, Value::List(items)),
            Some(Open::Map { start, entries, .. }) => (start, Value::Map(entries)),
            None => return,
        };
        // A block collection ends where the next token starts: give the blank lines back.
        let end = end.clamp(start, self.text.len());
        let end = start + self.text.get(start..end).map_or(0, |slice| slice.trim_end().len());
        self.value(Node { span: place(self.file, self.text, start, end), value });
    }

    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.documents.push(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, .. }) => match key.take() {
                Some((name, key_span)) => {
                    if let Some(first) = seen.get(&name) {
                        self.out.push(
                            Diagnostic::error(code::DUPLICATE_KEY, key_span, format!("the key `{name}` stands here twice"))
                                .also(*first, "first written here")
                                .help("remove one of the two"),
                        );
                    } else {
                        seen.insert(name.clone(), key_span);
                        entries.push(Entry { key: name, key_span, value: node });
                    }
                }
                None => match node.value {
                    Value::Scalar(scalar) => *key = Some((scalar.text, node.span)),
                    Value::List(_) | Value::Map(_) => {
                        self.out.push(
                            Diagnostic::error(code::YAML_SYNTAX, node.span, "a key has to be a name")
                                .note("a value that starts with `{` or `[` is read as a map or list")
                                .help("put quotes around the text"),
                        );
                        *key = Some((String::new(), node.span));
                    }
                },
            },
        }
    }

    fn syntax_error(&mut self, at: usize, info: &str) {
        let line_start = self.text[..at.min(self.text.len())].rfind('\n').map_or(0, |i| i + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let mut diagnostic = Diagnostic::error(code::YAML_SYNTAX, place(self.file, self.text, at, at), format!("this is not YAML: {info}"));
        let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
        diagnostic = if value.starts_with(['@', '`', '%']) {
            diagnostic.help(format!("YAML reserves `{}` at the start of a value: put the value in quotes", &value[..1]))
        } else if value.starts_with(['\'', '"']) && value.len() > 1 && !value.ends_with(['\'', '"']) {
            diagnostic
                .note("YAML takes the quotes for its own")
                .help(format!("put quotes of the other kind around the whole value: {}", requote(value)))
        } else if value.contains(": ") {
            diagnostic.note("a `: ` inside a value starts a new key").help(format!("put the value in quotes: {}", requote(value)))
        } else if value.starts_with('{') || value.starts_with('[') {
            diagnostic.note("a value that starts with `{` or `[` is read as a map or list").help("put quotes around the text if it is SQL")
        } else {
            diagnostic.help("check the indentation of this line against the lines above it, and that quotes and brackets are closed")
        };
        self.out.push(diagnostic);
    }
}

/// The value as a YAML string that holds it whole.
fn requote(value: &str) -> String {
    if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// Where a byte of a scalar's decoded text stands in the file. The two differ by quotes, escapes, indentation and folded lines, so the
/// texts are walked side by side; a piece that cannot be matched is skipped in the file.
#[must_use]
pub fn locate(source: &str, node: &Node, start: usize, end: usize) -> Span {
    let Value::Scalar(scalar) = &node.value else { return node.span };
    let raw = source.get(node.span.start as usize..node.span.end as usize).unwrap_or_default();
    let mut raw_at = match scalar.style {
        Style::Quoted => 1,
        Style::Block if raw.starts_with(['|', '>']) => raw.find('\n').map_or(0, |i| i + 1),
        Style::Plain | Style::Block => 0,
    };
    let escapes = raw.starts_with('"') && scalar.style == Style::Quoted;
    let mut from = None;
    let mut to = node.span.end as usize;
    for (at, wanted) in scalar.text.char_indices() {
        let escape = if escapes { escape_length(&raw[raw_at..]) } else { 0 };
        if escape == 0 && !wanted.is_whitespace() {
            while let Some(found) = raw[raw_at..].chars().next().filter(|c| *c != wanted) {
                raw_at += found.len_utf8();
            }
        }
        if at >= start && from.is_none() {
            from = Some(raw_at);
        }
        if at >= end {
            to = node.span.start as usize + raw_at;
            break;
        }
        if escape > 0 {
            raw_at += escape;
        } else if !wanted.is_whitespace() {
            raw_at = (raw_at + wanted.len_utf8()).min(raw.len());
        }
    }
    let trimmed = source.get(node.span.start as usize..to).map_or(0, |slice| slice.trim_end().len());
    let from = node.span.start as usize + from.unwrap_or(trimmed.saturating_sub(1));
    place(node.span.file, source, from, to.min(node.span.start as usize + trimmed).max(from))
}

/// How long the escape is that the text of a double-quoted scalar starts with; 0 for none, and for a line that goes on.
fn escape_length(raw: &str) -> usize {
    let mut chars = raw.chars();
    if chars.next() != Some('\\') {
        return 0;
    }
    let length = match chars.next() {
        None | Some('\n' | '\r') => return 0,
        Some('x') => 4,
        Some('u') => 6,
        Some('U') => 10,
        Some(other) => 1 + other.len_utf8(),
    };
    if raw.is_char_boundary(length) { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn read(text: &str) -> (Vec<Node>, Diagnostics) {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let mut out = Diagnostics::default();
        (parse(file, text, &mut out), out)
    }

    #[test]
    fn a_piece_of_a_scalar_is_found_in_the_file() {
        for text in [
            "a: x = «y» and z",
            "a: 'it''s «y» '",
            "a: \"n\\n\\u010dn\\\"n «y»n\"",
            "a: |\n  one n\n  «y» two\n",
            "a: >-\n  one\n  x\n\n  «y» two\n",
            "a: x\n   goes «y» on",
        ] {
            let plain = text.replace(['«', '»'], "");
            let (nodes, out) = read(&plain);
            assert!(out.is_empty(), "{text}: {out:?}");
            let Some(Value::Map(entries)) = nodes.first().map(|node| &node.value) else { panic!("{text}") };
            let node = &entries[0].value;
            let Value::Scalar(scalar) = &node.value else { panic!("{text}") };
            let at = scalar.text.find('y').unwrap_or_default();
            let span = locate(&plain, node, at, at + 1);
            assert_eq!(Some(span.start as usize), text.find('«'), "{text}");
            assert_eq!(span.end, span.start + 1, "{text}");
        }
    }

    #[test]
    fn a_key_written_twice_is_shown_with_the_first() {
        let (nodes, out) = read("a: 1\nb: 2\na: 3\n");
        assert_eq!(
            out.iter().map(|d| (d.code, d.span.map(|s| s.start), d.related[0].span.start)).collect::<Vec<_>>(),
            [(code::DUPLICATE_KEY, Some(10), 0)]
        );
        assert_eq!(nodes[0].get("a").map(|node| node.span.start), Some(3));
    }

    #[test]
    fn hostile_files_end_soon() {
        let keys: Vec<String> = (0..100_000).map(|i| format!("key{i}: 1")).collect();
        assert!(read(&keys.join("\n")).1.is_empty());
        for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(100_000), "a: &a [*a, *a]\n".repeat(9)] {
            assert!(read(&text).1.has_errors());
        }
    }
}
