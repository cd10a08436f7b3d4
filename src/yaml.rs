//! YAML text to a tree that knows where each key and value stands. Knows nothing of Postgres; [`cursor`] reads the tree.
//!
//! Anchors and aliases are refused: mixins do their work visibly, and a document without aliases cannot grow when read.

pub mod cursor;
pub mod emit;
mod syntax;

use std::collections::HashMap;
use std::path::PathBuf;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// The largest file that is read as YAML, in bytes.
pub const MAX_FILE: usize = 8 * 1024 * 1024;

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Documents {
    pub nodes: Vec<Node>,
    /// Nothing is missing: a name that is not declared here is not declared in the file.
    pub complete: bool,
}

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

    /// Whether nothing at all stands here.
    fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.style == Style::Plain && scalar.text.is_empty())
    }

    /// Whether this is plain text that ends inside a parenthesis or quote, and goes on with what follows.
    fn is_cut_before(&self, rest: &str) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.style == Style::Plain && syntax::is_cut(&scalar.text, rest))
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

/// Takes the bytes of a file as text; what is no text is reported.
pub fn read(path: PathBuf, bytes: Vec<u8>, sources: &mut Sources, out: &mut Diagnostics) -> Option<FileId> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Some(sources.add(path, text)),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let utf16 = error.as_bytes().starts_with(&[0xff, 0xfe]) || error.as_bytes().starts_with(&[0xfe, 0xff]);
    // What stands before the first bad byte is all that can be shown.
    let text = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
    let file = sources.add(path, text);
    let diagnostic = Diagnostic::error(
        code::YAML_SYNTAX,
        Span { file, start: to_u32(at), end: to_u32(at) },
        "the file is not UTF-8 text",
    );
    out.push(if utf16 {
        diagnostic.note("it is UTF-16, as some editors on Windows save it").help("save it as UTF-8")
    } else {
        diagnostic.help("save it as UTF-8, or remove it from the project folder")
    });
    None
}

/// Reads all documents of a file. What could not be read is reported, and the documents before it are returned.
pub fn parse(file: FileId, text: &str, out: &mut Diagnostics) -> Documents {
    let start = |at: usize| place(file, text, at, at);
    if text.len() > MAX_FILE {
        let limit = MAX_FILE / 1024 / 1024;
        out.push(
            Diagnostic::error(code::FILE_TOO_LARGE, start(0), format!("the file is larger than {limit} MiB"))
                .help("split it: one file a table is the usual shape"),
        );
        return Documents::default();
    }
    if let Some(at) = text.find('\0') {
        out.push(
            Diagnostic::error(code::YAML_SYNTAX, start(at), "this is not a text file: it holds a NUL byte")
                .help("remove the file from the project folder, or give it another ending than .yaml"),
        );
        return Documents::default();
    }
    if let Some(at) = tab_in_indentation(text) {
        out.push(
            Diagnostic::error(code::YAML_SYNTAX, place(file, text, at, at + 1), "a tab in the indentation")
                .note("YAML indents with spaces only")
                .help("replace the tab by spaces"),
        );
        return Documents::default();
    }
    let options = granit_parser::options! { emit_comments: false };
    let mut builder = Builder {
        file,
        text,
        out,
        stack: Vec::new(),
        documents: Documents { nodes: Vec::new(), complete: true },
        refused: false,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                let diagnostic = syntax::explain(file, text, at, &error.info(), builder.open_flow());
                builder.out.push(diagnostic);
                builder.documents.complete = false;
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
        /// Entries whose value was cut at a comma.
        cut: Vec<usize>,
    },
}

struct Builder<'a> {
    file: FileId,
    text: &'a str,
    out: &'a mut Diagnostics,
    stack: Vec<Open>,
    documents: Documents,
    /// The document holds an anchor or alias, so it is not read.
    refused: bool,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: granit_parser::Span) {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let at = place(self.file, self.text, range.start, range.end);
                self.refuse_anchor(anchor, at);
                if let Some(tag) = tag {
                    self.out.push(
                        Diagnostic::error(code::YAML_SYNTAX, at, format!("the tag `{tag}` has no meaning here"))
                            .help("remove the tag"),
                    );
                }
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                // Where nothing is written the parser says `~`.
                let text = if range.is_empty() { String::new() } else { text.into_owned() };
                self.value(Node { span: at, value: Value::Scalar(Scalar { text, style }) });
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, place(self.file, self.text, range.start, range.end));
                self.stack.push(Open::List { start: range.start, items: Vec::new() });
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, place(self.file, self.text, range.start, range.end));
                self.stack.push(Open::Map {
                    start: range.start,
                    entries: Vec::new(),
                    seen: HashMap::new(),
                    key: None,
                    cut: Vec::new(),
                });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Alias(_) => {
                let at = place(self.file, self.text, range.start, range.end);
                self.refuse(
                    at,
                    "YAML aliases are not read",
                    "write the value out, or use a mixin for what several tables share",
                );
                self.value(Node {
                    span: at,
                    value: Value::Scalar(Scalar { text: String::new(), style: Style::Plain }),
                });
            }
            _ => {}
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, at: Span) {
        if anchor > 0 {
            self.refuse(
                at,
                "YAML anchors are not read",
                "remove the anchor; use a mixin for what several tables share",
            );
        }
    }

    /// Leaves the document out. One report stands for all: an alias bomb has thousands.
    fn refuse(&mut self, at: Span, message: &str, help: &str) {
        if !self.refused {
            self.out.push(Diagnostic::error(code::YAML_ALIAS, at, message).help(help));
        }
        self.refused = true;
        self.documents.complete = false;
    }

    /// Where the innermost `{` or `[` that is still open stands.
    fn open_flow(&self) -> Option<usize> {
        let (Open::List { start, .. } | Open::Map { start, .. }) = self.stack.last()?;
        self.text[*start..].starts_with(['{', '[']).then_some(*start)
    }

    fn close(&mut self, end: usize) {
        let (start, value) = match self.stack.pop() {
            Some(Open::List { start, items }) => (start, Value::List(items)),
            Some(Open::Map { start, entries, cut, .. }) => {
                cut.iter().for_each(|at| self.report_cut(&entries[*at].value));
                (start, Value::Map(entries))
            }
            None => return,
        };
        // A block collection ends where the next token starts: give the blank lines back.
        let end = end.clamp(start, self.text.len());
        let end = start + self.text.get(start..end).map_or(0, |slice| slice.trim_end().len());
        self.value(Node { span: place(self.file, self.text, start, end), value });
    }

    /// `{ type: numeric(12,2) }`: the comma ends the value, and what follows it became a key.
    fn report_cut(&mut self, node: &Node) {
        let Value::Scalar(scalar) = &node.value else { return };
        let wanted = syntax::requote(&scalar.text);
        self.out.push(
            Diagnostic::error(code::YAML_SYNTAX, node.span, format!("a comma cuts `{}` in two", scalar.text))
                .note("inside `{ … }` a comma starts a new key")
                .help("put the whole value in quotes")
                .replace(node.span, wanted),
        );
    }

    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None if std::mem::take(&mut self.refused) => {}
            None => self.documents.nodes.push(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, seen, key, cut, .. }) => match key.take() {
                Some((name, key_span)) => {
                    if let Some(last) =
                        entries.last_mut().filter(|last| node.is_empty() && last.value.is_cut_before(&name))
                    {
                        let span = last.value.span.to(key_span);
                        let text = self.text[span.start as usize..span.end as usize].to_owned();
                        last.value = Node { span, value: Value::Scalar(Scalar { text, style: Style::Plain }) };
                        cut.push(entries.len() - 1);
                        cut.dedup();
                    } else if let Some(first) = seen.get(&name).copied() {
                        let help = if self.stack.len() == 1 {
                            "remove one of the two, or put `---` between two declarations"
                        } else {
                            "remove one of the two"
                        };
                        let diagnostic = Diagnostic::error(
                            code::DUPLICATE_KEY,
                            key_span,
                            format!("the key `{name}` stands here twice"),
                        );
                        self.out.push(diagnostic.also(first, "first written here").help(help));
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

/// Where a word stands in the scalars of a value: the whole of one if it is nothing else, before a part of one.
#[must_use]
pub fn find_word(source: &str, node: &Node, word: &str) -> Option<Span> {
    scalars(node).find(|(_, scalar)| scalar.text == word).map(|(node, _)| node.span).or_else(|| {
        scalars(node).find_map(|(node, scalar)| {
            let at = scalar
                .text
                .match_indices(word)
                .map(|(at, _)| at)
                .find(|at| stands_alone(&scalar.text, *at, at + word.len()))?;
            Some(locate(source, node, at, at + word.len()))
        })
    })
}

fn scalars(node: &Node) -> Box<dyn Iterator<Item = (&Node, &Scalar)> + '_> {
    match &node.value {
        Value::Scalar(scalar) => Box::new(std::iter::once((node, scalar))),
        Value::List(items) => Box::new(items.iter().flat_map(scalars)),
        Value::Map(entries) => Box::new(entries.iter().flat_map(|entry| scalars(&entry.value))),
    }
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    start < end
        && !text[..start].chars().next_back().is_some_and(letter)
        && !text[end..].chars().next().is_some_and(letter)
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

    fn read(text: &str) -> (Vec<Node>, Diagnostics) {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text);
        let mut out = Diagnostics::default();
        (parse(file, text, &mut out).nodes, out)
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
        for text in [
            "[".repeat(100_000),
            "{a: ".repeat(100_000),
            "- ".repeat(100_000),
            "? ".repeat(100_000),
            "a: &a [*a, *a]\n".repeat(9),
        ] {
            assert!(read(&text).1.has_errors());
        }
    }
}
