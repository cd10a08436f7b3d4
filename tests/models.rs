//! The models of a schema whose names and types make it hard, as text: all pages, and what rustfmt thinks of them.

use std::path::Path;

use schemac::diagnostic::Diagnostics;
use schemac::lower;
use schemac::project::{self, Project, Root};
use schemac::source::Sources;
use schemac::target::models::models;
use schemac::template::Templates;
use schemac::tree::Tree;

fn read(folder: &str) -> (Box<Project>, lower::Lowered) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Some(Root::Project(project)) = project::read(&root, &mut sources, &mut out).expect("it can be read") else {
        panic!("{folder} is no project: {out:?}")
    };
    let lowered = lower::lower(&project, &mut sources, &mut out).expect("it can be read");
    assert!(!out.has_errors(), "{out:?}");
    (project, lowered)
}

fn written(folder: &str) -> Tree {
    let (project, lowered) = read(folder);
    let mut tree = Tree::default();
    models(&project, &lowered.catalog, &Templates::new(None).expect("the templates are sound"), &mut tree)
        .expect("the templates fit");
    tree
}

/// `UPDATE=1 cargo test` writes what is expected; `tests/generated_models.rs` compiles it.
#[test]
fn hard_names_and_all_types() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/tricky");
    let tree = written("tests/models/tricky");
    let differences = tree.compare(&root, &["models"]).expect("it can be read");
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        tree.write(&root, &differences).expect("it can be written");
    } else {
        assert!(differences.is_empty(), "{differences:?}");
    }
}

#[test]
fn rustfmt_changes_nothing() {
    let folders = [
        "tests/models/tricky",
        "schema/agent_system",
        "schema/unified_memory",
        "schema/agentflow",
        "schema/swissbrain",
        "schema/trip_planner",
    ];
    for folder in folders {
        let home = tempfile::tempdir().expect("a folder");
        let tree = written(folder);
        for (path, text) in &tree.files {
            schemac::tree::write_file(&home.path().join(path), text).expect("it can be written");
        }
        let mut rustfmt = std::process::Command::new("rustfmt");
        let output = rustfmt
            .args(["--check", "--edition", "2024"])
            .arg(home.path().join("models/mod.rs"))
            .output()
            .expect("rustfmt is installed");
        assert!(
            output.status.success(),
            "{folder}:\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_project_says_which_derives() {
    let (mut project, lowered) = read("tests/models/tricky");
    project.models = None;
    let mut tree = Tree::default();
    let templates = Templates::new(None).expect("the templates are sound");
    models(&project, &lowered.catalog, &templates, &mut tree).expect("nothing to do");
    assert!(tree.files.is_empty());
    project.models = Some(vec!["utoipa::ToSchema".to_owned(), "Clone".to_owned()]);
    models(&project, &lowered.catalog, &templates, &mut tree).expect("a path");
    let text = tree.files.values().cloned().collect::<String>();
    assert!(text.contains("    serde::Deserialize,\n    utoipa::ToSchema,\n)]\npub struct Logs {"), "{text}");
    assert!(!text.contains("Clone,\n    Clone"), "{text}");
    project.models = Some(vec!["Eq)] struct Open; #[derive(Eq".to_owned()]);
    assert!(models(&project, &lowered.catalog, &templates, &mut tree).is_err());
}
