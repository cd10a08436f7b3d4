//! Diagnostics in a file: places by path, since ids of files mean something in one run only.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Patch, Severity};
use crate::source::{FileId, Sources, Span};

/// A diagnostic as the file holds it.
#[derive(Serialize, Deserialize)]
pub struct Finding {
    code: String,
    message: String,
    place: Option<Place>,
    label: String,
    related: Vec<(Place, String)>,
    notes: Vec<String>,
    help: Option<String>,
    patch: Option<(Place, String)>,
}

#[derive(Serialize, Deserialize)]
struct Place {
    path: PathBuf,
    start: u32,
    end: u32,
}

/// What was found, in a form that outlives the run. A run with errors is never kept.
pub fn keep(found: &Diagnostics, sources: &Sources) -> Vec<Finding> {
    let place = |span: Span| Place { path: sources.path(span.file).to_owned(), start: span.start, end: span.end };
    let keep = |diagnostic: &Diagnostic| {
        let Diagnostic { code, severity: _, message, span, label, related, notes, help, patch } = diagnostic;
        Finding {
            code: code.id().to_owned(),
            message: message.clone(),
            place: span.map(place),
            label: label.clone(),
            related: related.iter().map(|label| (place(label.span), label.text.clone())).collect(),
            notes: notes.clone(),
            help: help.clone(),
            patch: patch.as_ref().map(|patch| (place(patch.span), patch.text.clone())),
        }
    };
    found.iter().map(keep).collect()
}

/// The findings with their files read again; nothing if one of them cannot be.
pub fn restore(findings: Vec<Finding>, sources: &mut Sources) -> Option<Diagnostics> {
    let mut files: BTreeMap<PathBuf, FileId> = BTreeMap::new();
    let mut span = |place: Place| -> Option<Span> {
        let file = match files.get(&place.path) {
            Some(file) => *file,
            None => {
                let text = std::fs::read_to_string(&place.path).ok()?;
                let file = sources.add(&place.path, text);
                files.insert(place.path, file);
                file
            }
        };
        Some(Span { file, start: place.start, end: place.end })
    };
    let mut out = Diagnostics::default();
    for finding in findings {
        let Finding { code, message, place, label, related, notes, help, patch } = finding;
        let place = match place {
            Some(place) => Some(span(place)?),
            None => None,
        };
        let mut diagnostic = Diagnostic::new(Severity::Warning, Code::find(&code)?, place, message).label(label);
        for (place, text) in related {
            diagnostic.related.push(Label { span: span(place)?, text });
        }
        if let Some((place, text)) = patch {
            diagnostic.patch = Some(Patch { span: span(place)?, text });
        }
        diagnostic.notes = notes;
        diagnostic.help = help;
        out.push(diagnostic);
    }
    Some(out)
}
