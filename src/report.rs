//! Diagnostics to text, for people and for machines. Knows sources and diagnostics, nothing of where they come from.

mod github;
mod human;
mod json;
mod sarif;

use std::path::Path;

use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{Sources, Span};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, as code scanning services read it.
    Sarif,
    /// Commands of GitHub Actions that annotate a pull request.
    Github,
}

/// All findings, in order of file and place. `color` matters to people only. Ends with a line break unless it is empty.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format, color: bool) -> String {
    match format {
        Format::Human => human::render(diagnostics, sources, color),
        Format::Json => json::render(diagnostics, sources),
        Format::Sarif => sarif::render(diagnostics, sources),
        Format::Github => github::render(diagnostics, sources),
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The path as it is written on every system.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

/// A span inside its text and on character boundaries, whoever made it.
fn range(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let text = &sources.get(span.file).text;
    let floor = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    start..floor(span.end as usize).max(start)
}

#[cfg(test)]
mod tests;
