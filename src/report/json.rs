//! One JSON object for scripts. Keys keep their order and are only ever added to.

use serde_json::{Value, json};

use super::{range, slashed, word};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

/// Raised when a key changes its meaning.
const VERSION: u32 = 1;

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let sorted = diagnostics.sorted();
    let count = |severity| sorted.iter().filter(|d| d.severity == severity).count();
    let list: Vec<Value> = sorted.iter().map(|diagnostic| one(diagnostic, sources)).collect();
    let all = json!({
        "version": VERSION,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "diagnostics": list,
    });
    format!("{all:#}\n")
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let Diagnostic { code, severity, message, span, label, related, notes, help, patch } = diagnostic;
    json!({
        "code": code.id(),
        "rule": code.name(),
        "severity": word(*severity),
        "message": message,
        "file": span.map(|span| slashed(sources.path(span.file))),
        "start": span.map(|span| place(sources, span, range(sources, span).start)),
        "end": span.map(|span| place(sources, span, range(sources, span).end)),
        "label": if label.is_empty() { Value::Null } else { json!(label) },
        "related": related.iter().map(|other| located(sources, other.span, &other.text)).collect::<Vec<_>>(),
        "notes": notes,
        "help": help,
        "patch": patch.as_ref().map(|patch| located(sources, patch.span, &patch.text)),
    })
}

fn located(sources: &Sources, span: Span, text: &str) -> Value {
    let range = range(sources, span);
    json!({
        "file": slashed(sources.path(span.file)),
        "start": place(sources, span, range.start),
        "end": place(sources, span, range.end),
        "text": text,
    })
}

/// Line and column from one, the column in characters; the byte from zero.
fn place(sources: &Sources, span: Span, byte: usize) -> Value {
    let position = sources.position_of(span.file, byte);
    json!({ "line": position.line, "column": position.column, "byte": byte })
}
