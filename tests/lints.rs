//! What the lints say about the five systems of `schema/`: nothing, or what somebody looked at and accepted.

use std::path::{Path, PathBuf};

use schemac::diagnostic::{Diagnostics, Severity};
use schemac::lint::lint;
use schemac::lower::lower;
use schemac::project::{self, Root};
use schemac::source::Sources;

/// The findings of a project, one `file:line severity rule message` each.
fn findings(root: &Path) -> String {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let Ok(Some(Root::Project(project))) = project::read(root, &mut sources, &mut out) else {
        panic!("{} is no project: {out:?}", root.display())
    };
    let lowered = lower(&project, &mut sources, &mut out).expect("readable");
    assert!(!out.has_errors(), "{out:?}");
    let mut found = Diagnostics::default();
    lint(&project, &lowered, &sources, &mut found);
    let lines = found.sorted().into_iter().map(|finding| {
        let place = finding.span.map_or_else(String::new, |span| {
            let path = sources.path(span.file);
            format!("{}:{}", path.strip_prefix(root).unwrap_or(path).display(), sources.position(span).line)
        });
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        format!("{place} {severity} {} {}\n", finding.code.name(), finding.message)
    });
    lines.collect()
}

#[test]
fn the_five_systems() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let entries = std::fs::read_dir(&folder).expect("schema/").map(|entry| entry.expect("readable").path());
    let mut projects: Vec<PathBuf> = entries.filter(|path| path.join(project::FILE).exists()).collect();
    projects.sort();
    assert_eq!(projects.len(), 5);
    for root in projects {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        insta::assert_snapshot!(name, findings(&root));
    }
}
