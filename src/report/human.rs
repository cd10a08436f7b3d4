//! For a terminal, in the shape of rustc. The only file that knows the crate that draws.
//!
//! Of a file only the lines that are shown are handed over; the crate cuts long ones around what is marked.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch as Edit, Renderer, Snippet};

use super::{range, slashed};
use crate::diagnostic::{Diagnostic, Diagnostics, Patch, Severity};
use crate::source::{FileId, Sources, Span};

/// What is longer, in bytes, is not shown whole.
const MAX_LINE: usize = 200;
/// How much of something long is marked.
const MAX_MARK: usize = 60;
/// A patch over more lines than that says more in words.
const MAX_PATCH_LINES: usize = 4;

pub(super) fn render(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let covered = (!diagnostics.covered().is_empty()).then(|| sources.covering(diagnostics.covered()));
    let sources = covered.as_ref().unwrap_or(sources);
    let sorted = diagnostics.sorted();
    let mut out = String::new();
    for diagnostic in &sorted {
        out.push_str(renderer.render(&groups(diagnostic, sources)).trim_end());
        out.push_str("\n\n");
    }
    let count = |severity| sorted.iter().filter(|d| d.severity == severity).count();
    let many = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => {}
        (errors, 0) => writeln!(out, "{}", many(errors, "error")).unwrap_or_default(),
        (0, warnings) => writeln!(out, "{}", many(warnings, "warning")).unwrap_or_default(),
        (errors, warnings) => {
            writeln!(out, "{}, {}", many(errors, "error"), many(warnings, "warning")).unwrap_or_default()
        }
    }
    out
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id()));
    let mut places: Vec<Place> = Vec::new();
    places.extend(diagnostic.span.map(|span| Place { span, label: &diagnostic.label, kind: AnnotationKind::Primary }));
    places.extend(diagnostic.related.iter().map(|other| Place {
        span: other.span,
        label: &other.text,
        kind: AnnotationKind::Context,
    }));
    let mut files: Vec<FileId> = Vec::new();
    for place in &places {
        if !files.contains(&place.span.file) {
            files.push(place.span.file);
        }
    }
    for file in files {
        let here: Vec<&Place> = places.iter().filter(|place| place.span.file == file).collect();
        if sources.get(file).text.trim().is_empty() {
            group = group.element(Origin::path(slashed(sources.path(file))));
            continue;
        }
        // All between two marks of one line is shown, so marks in a long line are shown one by one.
        let text = sources.get(file).text.as_str();
        let long = here.iter().any(|place| line(text, range(sources, place.span).start).len() > MAX_LINE);
        for places in here.chunks(if long { 1 } else { here.len() }) {
            group = group.element(snippet(file, places, sources));
        }
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    let patch = diagnostic.patch.as_ref().and_then(|patch| edit(patch, sources));
    match (&diagnostic.help, patch) {
        (Some(help), Some(patch)) => {
            vec![group, Group::with_title(Level::HELP.secondary_title(help.as_str())).element(patch)]
        }
        (None, Some(patch)) => {
            vec![group, Group::with_title(Level::HELP.secondary_title("write this instead")).element(patch)]
        }
        (Some(help), None) => vec![group.element(Level::HELP.message(help.as_str()))],
        (None, None) => vec![group],
    }
}

struct Place<'a> {
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
}

/// Places of one file with the lines between the first and the last.
fn snippet<'a>(file: FileId, places: &[&Place<'a>], sources: &'a Sources) -> Snippet<'a, Annotation<'a>> {
    let text = sources.get(file).text.as_str();
    let ranges: Vec<Range<usize>> = places.iter().map(|place| first_line(text, range(sources, place.span))).collect();
    let start = ranges.iter().map(|range| line(text, range.start).start).min().unwrap_or_default();
    let end = ranges.iter().map(|range| line(text, range.end).end).max().unwrap_or_default();
    let snippet = Snippet::source(&text[start..end])
        .path(slashed(sources.path(file)))
        .line_start(sources.position_of(file, start).line);
    snippet.annotations(
        places.iter().zip(ranges).map(|(place, range)| annotation(place, range.start - start..range.end - start)),
    )
}

fn annotation<'a>(place: &Place<'a>, range: Range<usize>) -> Annotation<'a> {
    let annotation = place.kind.span(range);
    if place.label.is_empty() { annotation } else { annotation.label(place.label) }
}

/// The line around a byte, without its line break.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..end
}

/// What of a range is in the first line that has anything of it; of a long line only the start, since what is marked is never cut.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let skipped = text[range.clone()].len() - text[range.clone()].trim_start().len();
    let start = if skipped < range.len() { range.start + skipped } else { range.start };
    let end = line(text, start).end.min(range.end).max(start);
    let mut end = start + text[start..end].trim_end().len();
    if end - start > MAX_LINE {
        end = (start + MAX_MARK..end).find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    }
    start..end
}

/// The patch as a diff, if it is short enough to be worth it.
fn edit<'a>(patch: &'a Patch, sources: &'a Sources) -> Option<Snippet<'a, Edit<'a>>> {
    let text = sources.get(patch.span.file).text.as_str();
    let range = range(sources, patch.span);
    let (start, end) = (line(text, range.start).start, line(text, range.end).end);
    let lines = text[start..end].lines().chain(patch.text.lines());
    let fits = lines.clone().count() <= MAX_PATCH_LINES && lines.clone().all(|line| line.len() <= MAX_LINE);
    if !fits || text[range.clone()] == patch.text {
        return None;
    }
    let snippet = Snippet::source(&text[start..end]).path(slashed(sources.path(patch.span.file)));
    let snippet = snippet.line_start(sources.position_of(patch.span.file, start).line);
    Some(snippet.patch(Edit::new(range.start - start..range.end - start, patch.text.as_str())))
}
