//! Workflow commands of GitHub Actions: one line a finding.

use super::{range, slashed, word};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Sources;

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    diagnostics.sorted().into_iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = Vec::new();
    if let Some(span) = diagnostic.span {
        let range = range(sources, span);
        // A range that ends with a line break would reach into the next line.
        let last = range.start + sources.get(span.file).text[range.clone()].trim_end().len();
        let (start, end) = (sources.position_of(span.file, range.start), sources.position_of(span.file, last));
        properties.push(format!("file={}", property(&slashed(sources.path(span.file)))));
        properties.push(format!("line={}", start.line));
        // GitHub shows columns only for a range in one line, and refuses an end column of another.
        if end.line == start.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endLine={}", end.line));
            properties.push(format!("endColumn={}", end.column));
        } else {
            properties.push(format!("endLine={}", end.line));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.id())));
    let mut lines = vec![diagnostic.message.clone()];
    if !diagnostic.label.is_empty() {
        lines.push(diagnostic.label.clone());
    }
    for other in &diagnostic.related {
        let at = sources.position(other.span);
        lines.push(format!("{}:{at}: {}", slashed(sources.path(other.span.file)), other.text));
    }
    lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    format!("::{} {}::{}\n", word(diagnostic.severity), properties.join(","), data(&lines.join("\n")))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
