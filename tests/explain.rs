//! What `schemac explain` prints is true: an example in a `yaml` fence is a whole file, one marked wrong is refused with the very code
//! that it explains, one marked right is not. What cannot be shown with one file stands in a `text` fence.

use std::fs;

use schemac::code::{self, Code};
use schemac::diagnostic::{Diagnostic, Diagnostics};
use schemac::generate;
use schemac::project;
use schemac::report::{Format, render};
use schemac::source::Sources;

/// The fenced blocks of a kind.
fn blocks<'a>(markdown: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    markdown.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// What is found in an example: a file of a project on Supabase, or `schemac.yaml` itself. A comment `# schemac.yaml: key: value` sets a key.
fn findings(example: &str) -> (Vec<Diagnostic>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let heading = example.lines().next().unwrap_or_default();
    if heading.ends_with(": schemac.yaml") {
        write(project::FILE, example);
    } else {
        let settings: String = example
            .lines()
            .filter_map(|line| line.strip_prefix("# schemac.yaml: "))
            .map(|line| format!("{line}\n"))
            .collect();
        write(project::FILE, &format!("project: example\nplatform: supabase\n{settings}"));
        write("example.yaml", example);
        write("total.sql", "select 1::bigint");
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    for mut project in generate::projects(folder.path(), &mut sources, &mut out).expect("readable") {
        generate::check(&mut project, &mut sources, &mut out).expect("readable");
    }
    (out.sorted().into_iter().cloned().collect(), render(&out, &sources, Format::Human, false))
}

#[test]
fn every_code_is_explained() {
    for code in code::ALL {
        let explanation = code.explanation();
        assert!(!code.title().is_empty() && !code.title().ends_with('.'), "{code}");
        assert!(explanation.split("```").next().is_some_and(|prose| prose.trim().len() > 80), "{code} says too little");
        let examples = [blocks(explanation, "yaml"), blocks(explanation, "text")].concat();
        assert!(
            examples.iter().all(|example| example.starts_with("# wrong") || example.starts_with("# right")),
            "{code} has an example without a mark"
        );
        assert!(examples.iter().any(|example| example.starts_with("# right")), "{code} does not show what is right");
        assert!(explanation.lines().all(|line| line.chars().count() <= 120), "{code} has a long line");
    }
}

#[test]
fn examples_are_true() {
    let mut wrong = Vec::new();
    let examples = code::ALL
        .iter()
        .flat_map(|code| blocks(code.explanation(), "yaml").into_iter().map(move |example| (*code, example)));
    for (code, example) in examples {
        let (found, report) = findings(example);
        let has = |wanted: Code| found.iter().any(|finding| finding.code == wanted);
        // What is right is right in every respect, advice included.
        let fits = if example.starts_with("# wrong") { has(code) } else { found.is_empty() };
        if !fits {
            wrong.push(format!("{code}\n{example}\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
