//! Why a text is not YAML, in words that say what to do. The parser tells where it lost its way; what was meant is guessed from the text
//! around, and mostly it is SQL that YAML takes for its own.

use super::place;
use crate::code;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// What Git leaves in a file that it could not merge.
const CONFLICT: &[&str] = &["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// Explains the mistake at a byte. `flow` is where the innermost `{` or `[` that is still open stands.
pub(super) fn explain(file: FileId, text: &str, at: usize, info: &str, flow: Option<usize>) -> Diagnostic {
    let at = floor(text, at);
    let error = |start: usize, end: usize, message: String| {
        Diagnostic::error(code::YAML_SYNTAX, place(file, text, start, end), message)
    };
    let not_yaml = || error(at, at, format!("this is not YAML: {info}"));
    let quoted = |diagnostic: Diagnostic, value: Value| {
        let span = place(file, text, value.start, value.end);
        let wanted = requote(&text[value.start..value.end]);
        diagnostic.help(format!("put the whole value in quotes: {wanted}")).replace(span, wanted)
    };
    let line = Line::around(text, at);
    if CONFLICT.iter().any(|mark| line.text.starts_with(mark)) {
        return error(line.start, line.start + 7, "the marks of a merge conflict".to_owned())
            .help("keep one of the two sides, and remove the marks");
    }
    if info.contains("recursion limit") {
        return error(at, at, "values are nested too deeply".to_owned())
            .help("check that every `[` and `{` is closed; no declaration is nested more than a few levels");
    }
    if let Some(quote) = unclosed_quote(text, at).filter(|_| info.contains("quote")) {
        return error(quote, quote + 1, "this quote is not closed".to_owned())
            .help("close the quote at the end of the value");
    }
    if let Some(open) = flow.filter(|open| info.contains("unclosed") || Line::around(text, *open).start != line.start) {
        let (mark, close) = if text[open..].starts_with('{') { ('{', '}') } else { ('[', ']') };
        return error(open, open + 1, format!("this `{mark}` is not closed"))
            .help(format!("write `{close}` at the end of the value"));
    }
    // Of the `::` after a value, the second colon is what YAML trips over.
    let before = text[line.start..at].trim_end_matches(':').trim_end();
    let value = Value::around(text, &line, at, flow.is_some());
    if before.ends_with(['\'', '"']) && text[value.start..].starts_with(['\'', '"']) {
        return quoted(not_yaml().note("YAML takes the quotes for its own"), value);
    }
    if before.ends_with(['}', ']']) && text[value.start..].starts_with(['{', '[']) {
        return quoted(not_yaml().note("a value that starts with `{` or `[` is read as a map or list"), value);
    }
    if text[value.start..].starts_with(['@', '`', '%']) {
        let mark = &text[value.start..=value.start];
        return quoted(not_yaml().note(format!("YAML reserves `{mark}` at the start of a value")), value);
    }
    if text[at..].starts_with(": ") && text[value.start..value.end].contains(": ") {
        return quoted(not_yaml().note("a `: ` inside a value starts a new key"), value);
    }
    match indentations(text, &line, at) {
        Some((here, above)) => not_yaml()
            .note(format!("this line is indented by {here}, the one above by {above}"))
            .help("indent what belongs to one map or list alike"),
        None => not_yaml().help(
            "check the indentation of this line against the lines above it, and that quotes and brackets are closed",
        ),
    }
}

/// The value as a YAML string that holds it whole.
pub(super) fn requote(value: &str) -> String {
    if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// Whether a plain value was cut off inside a parenthesis or a quote that the rest closes. An apostrophe is no quote.
pub(super) fn is_cut(value: &str, rest: &str) -> bool {
    value.matches('(').count() > value.matches(')').count()
        || value.matches('\'').count() % 2 == 1 && rest.contains('\'')
}

/// A line without its line break.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn around(text: &'a str, at: usize) -> Line<'a> {
        let start = text[..floor(text, at)].rfind('\n').map_or(0, |found| found + 1);
        Line { start, text: text[start..].lines().next().unwrap_or_default() }
    }

    fn indentation(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }
}

/// The bytes of a value that somebody meant.
struct Value {
    start: usize,
    end: usize,
}

impl Value {
    /// The value around a byte: after the key, to the end of the line, or inside `{ }` to the next comma.
    fn around(text: &str, line: &Line, at: usize, flow: bool) -> Value {
        let before = &text[line.start..at];
        let from = if flow { before.rfind(", ").max(before.rfind('{')).map_or(0, |found| found + 1) } else { 0 };
        let key = before[from..].find(": ").map_or(from, |found| from + found + 2);
        let start = line.start + key + (before[key..].len() - before[key..].trim_start().len());
        let rest = &line.text[start - line.start..];
        let end = if flow { flow_end(rest) } else { rest.find(" #").unwrap_or(rest.len()) };
        Value { start, end: start + rest[..end].trim_end().len() }
    }
}

/// Where a value inside `{ }` ends.
fn flow_end(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match c {
            '\'' | '"' if quote.is_none() => quote = Some(c),
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' if depth > 0 => depth -= 1,
            ',' | '}' | ']' if depth == 0 => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The opening quote of a value that starts at or above a byte, and is not closed in its line.
fn unclosed_quote(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        let line = Line::around(text, end);
        let value = line.text.find(": ").or_else(|| line.text.find("- ")).map_or(0, |found| found + 2);
        let start = value + (line.text[value..].len() - line.text[value..].trim_start().len());
        if let Some(quote) = line.text[start..].chars().next().filter(|c| matches!(c, '\'' | '"'))
            && line.text[start..].matches(quote).count() % 2 == 1
        {
            return Some(line.start + start);
        }
        end = line.start.checked_sub(1)?;
    }
}

/// How far the line that starts at a byte is indented, and the last one above it that holds anything, where the two differ.
fn indentations(text: &str, line: &Line, at: usize) -> Option<(usize, usize)> {
    let here = line.indentation();
    let above =
        text[..line.start].lines().rev().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    let above = Line { start: 0, text: above }.indentation();
    (at == line.start + here && here != above).then_some((here, above))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
