//! What users see when they err: each case is a file or a project folder in `tests/ui`, with the whole report beside it. A report without
//! text is a case that has to work. `UPDATE=1 cargo test --test ui` rewrites the reports; read them before they are committed.
//!
//! A file is compiled as the only one of a project on Supabase; lines `# project: key: value` at its top set keys of its `schemac.yaml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::project;
use schemac::report::{Format, render};
use schemac::source::Sources;

/// The report of a project, with paths as they are inside it.
fn report(root: &Path) -> String {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    for mut project in generate::projects(root, &mut sources, &mut out).expect("a readable project") {
        generate::check(&mut project, &mut sources, &mut out).expect("readable files");
    }
    let text = render(&out, &sources, Format::Human, false);
    text.replace(&format!("{}/", root.display()), "")
}

/// A project in a temporary folder that holds one file.
fn project_of(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut settings = BTreeMap::from([("project", "ui"), ("platform", "supabase")]);
    let text = String::from_utf8_lossy(bytes);
    settings.extend(text.lines().map_while(|line| line.strip_prefix("# project: ")?.split_once(": ")));
    let settings: String = settings.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    fs::write(folder.path().join(project::FILE), settings).expect("written");
    fs::write(folder.path().join(name), bytes).expect("written");
    folder
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let entries = fs::read_dir(&folder).expect("tests/ui").map(|entry| entry.expect("readable").path());
    let mut cases: Vec<PathBuf> =
        entries.filter(|path| path.is_dir() || path.extension().is_some_and(|e| e == "yaml")).collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_has_its_report() {
    let update = std::env::var("UPDATE").is_ok_and(|value| value == "1");
    let mut wrong = Vec::new();
    for case in cases() {
        let found = if case.is_dir() {
            report(&case)
        } else {
            let name = case.file_name().expect("a name").to_string_lossy();
            report(project_of(&name, &fs::read(&case).expect("readable")).path())
        };
        let expected = case.with_extension("stderr");
        if update {
            fs::write(&expected, &found).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("--- {}\n{found}", case.display()));
        }
    }
    let reports = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")).expect("tests/ui");
    let reports = reports
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "stderr"));
    wrong.extend(
        reports
            .filter(|path| !path.with_extension("").is_dir() && !path.with_extension("yaml").exists())
            .map(|path| format!("{} belongs to no case", path.display())),
    );
    assert!(wrong.is_empty(), "{}\nUPDATE=1 accepts these reports", wrong.join("\n"));
}

/// Files that nobody writes by hand end soon, with a report that can be read.
#[test]
fn what_is_enormous_ends_soon() {
    let columns: String = (0..100_000).map(|i| format!("  c{i}: text\n")).collect();
    let unknown: String = (0..1_500).map(|i| format!("  c{i}: txt\n")).collect();
    let long = format!("table: t\ncomment: {}\n", "x".repeat(20 * 1024 * 1024));
    let cases = [
        ("twenty_megabytes.yaml", long, "the file is larger than 8 MiB"),
        ("many_columns.yaml", format!("table: t\ncolumns:\n{columns}"), "the table has 100000 columns"),
        ("many_mistakes.yaml", format!("table: t\ncolumns:\n{unknown}"), "no type `txt` is known"),
        ("deep_flow.yaml", format!("table: {}", "[".repeat(100_000)), "values are nested too deeply"),
        (
            "deep_blocks.yaml",
            (0..3_000).map(|i| format!("{}a:\n", " ".repeat(i))).collect(),
            "values are nested too deeply",
        ),
        ("deep_sql.yaml", format!("view: v\nquery: select {}1{}\n", "(".repeat(20_000), ")".repeat(20_000)), ""),
    ];
    for (name, text, expected) in cases {
        let start = Instant::now();
        let found = report(project_of(name, text.as_bytes()).path());
        assert!(found.contains(expected), "{name}: {}", &found[..found.len().min(2_000)]);
        assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    }
}
