//! SARIF 2.1.0 for code scanning services. Only the codes that were found are described.

use serde_json::{Value, json};

use super::{range, slashed, word};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let sorted = diagnostics.sorted();
    let mut codes: Vec<Code> = sorted.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = sorted.iter().map(|diagnostic| result(diagnostic, &codes, sources)).collect();
    let all = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "schemac", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{all:#}\n")
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": word(if code.is_lint() { Severity::Warning } else { Severity::Error }) },
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], sources: &Sources) -> Value {
    let Diagnostic { code, severity, message, span, label, related, notes, help, patch } = diagnostic;
    let mut text = message.clone();
    if !label.is_empty() {
        text = format!("{text} ({label})");
    }
    for note in notes {
        text = format!("{text}\nnote: {note}");
    }
    if let Some(help) = help {
        text = format!("{text}\nhelp: {help}");
    }
    let mut value = json!({
        "ruleId": code.id(),
        "ruleIndex": codes.iter().position(|known| known == code),
        "level": word(*severity),
        "message": { "text": text },
        "locations": span.iter().map(|span| json!({ "physicalLocation": physical(sources, *span) })).collect::<Vec<_>>(),
    });
    if !related.is_empty() {
        let list = related
            .iter()
            .enumerate()
            .map(|(id, other)| json!({ "id": id, "message": { "text": other.text }, "physicalLocation": physical(sources, other.span) }));
        value["relatedLocations"] = list.collect();
    }
    if let Some(patch) = patch {
        let location = physical(sources, patch.span);
        let replacement = json!({ "deletedRegion": location["region"], "insertedContent": { "text": patch.text } });
        let change = json!({ "artifactLocation": location["artifactLocation"], "replacements": [replacement] });
        value["fixes"] = json!([{ "description": { "text": help.as_deref().unwrap_or("replace the text") }, "artifactChanges": [change] }]);
    }
    value
}

fn physical(sources: &Sources, span: Span) -> Value {
    let range = range(sources, span);
    let (start, end) = (sources.position_of(span.file, range.start), sources.position_of(span.file, range.end));
    json!({
        "artifactLocation": { "uri": uri(&slashed(sources.path(span.file))) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// The path as a relative reference: everything but what a URI may hold is escaped.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    out
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}
