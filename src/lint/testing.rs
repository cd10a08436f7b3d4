//! Lints a project that stands in a string.

use std::fs;

use super::lint;
use crate::diagnostic::{Diagnostics, Severity};
use crate::lower::lower;
use crate::project::{self, Root};
use crate::source::Sources;

/// What the lints found, with the files it is about.
pub struct Linted {
    pub found: Diagnostics,
    sources: Sources,
}

/// Lints a Supabase project, unless its settings name another platform.
pub fn lint_with(settings: &str, yaml: &str) -> Linted {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let platform = if settings.contains("platform:") { "" } else { "platform: supabase\n" };
    fs::write(folder.path().join(project::FILE), format!("project: p\n{platform}{settings}\n")).expect("written");
    fs::write(folder.path().join("a.yaml"), yaml).expect("written");
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let Ok(Some(Root::Project(project))) = project::read(folder.path(), &mut sources, &mut out) else {
        panic!("not a project: {out:?}")
    };
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{out:?}");
    let mut found = Diagnostics::default();
    lint(&project, &lowered, &sources, &mut found);
    Linted { found, sources }
}

/// What one rule finds, `line: message` each, with a mark before errors.
pub fn findings(rule: &str, yaml: &str) -> Vec<String> {
    lint_with("", yaml).of(rule)
}

impl Linted {
    pub fn of(&self, rule: &str) -> Vec<String> {
        let found = self.found.sorted().into_iter().filter(|d| d.code.name() == rule);
        let line = |d: &crate::diagnostic::Diagnostic| d.span.map_or(0, |span| self.sources.position(span).line);
        let mark = |severity| if severity == Severity::Error { "error " } else { "" };
        found.map(|d| format!("{}{}: {}", mark(d.severity), line(d), d.message)).collect()
    }
}
