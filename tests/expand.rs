//! The model written as YAML is read as the same model.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use schemac::catalog::{Catalog, Entry};
use schemac::code::Code;
use schemac::diagnostic::Diagnostics;
use schemac::kind::Id;
use schemac::lower::Lowered;
use schemac::project::{self, Project, Root};
use schemac::report::{self, Format};
use schemac::source::Sources;
use schemac::{document, generate};
use tempfile::TempDir;

const PROJECT: &str = "project: case\npostgres: 15\nmigrations: { naming: sequence }\nmodels: false\ndocs: false\n";

/// A project in a folder of its own.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(project: &str, files: &[(&str, &str)]) -> Case {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join(project::FILE), project).expect("a file");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        Case { folder }
    }

    fn read(&self) -> Result<Read, String> {
        Read::new(self.folder.path())
    }
}

/// A project that was read, and the lints that have something to say of it.
struct Read {
    project: Project,
    lowered: Lowered,
    findings: BTreeSet<Code>,
}

impl Read {
    fn new(root: &Path) -> Result<Read, String> {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let Ok(Some(Root::Project(mut project))) = project::read(root, &mut sources, &mut out) else {
            return Err(report::render(&out, &sources, Format::Human, false));
        };
        let lowered = generate::check(&mut project, &mut sources, &mut out).map_err(|error| error.to_string())?;
        let findings = out.iter().map(|finding| finding.code).collect();
        if out.has_errors() {
            Err(report::render(&out, &sources, Format::Human, false))
        } else {
            Ok(Read { project: *project, lowered, findings })
        }
    }

    fn expanded(&self) -> String {
        document::documents(self.lowered.source(&self.project))
            .into_iter()
            .map(|document| document.text)
            .collect::<Vec<_>>()
            .join("---\n")
    }
}

/// All of an object but the module, which is the folder it is declared in.
fn declared(entry: &Entry) -> String {
    format!("{:#?}\ndepends on {:?}", entry.object, entry.depends_on)
}

fn differences(before: &Catalog, after: &Catalog) -> String {
    let ids: BTreeSet<&Id> = before.objects.keys().chain(after.objects.keys()).collect();
    let mut text = String::new();
    for id in ids {
        let (was, is) = (before.objects.get(id).map(declared), after.objects.get(id).map(declared));
        if was != is {
            let _ = writeln!(text, "{id}\n  was {}\n  is {}", was.unwrap_or_default(), is.unwrap_or_default());
        }
    }
    text
}

/// Writes the model of a project as YAML and reads it beside the same `schemac.yaml`. Returns what was written.
fn there_and_back(config: &str, read: &Read) -> Result<String, String> {
    let expanded = read.expanded();
    let back = Case::new(config, &[("expanded.yaml", &expanded)])
        .read()
        .map_err(|report| format!("{report}\nin\n{expanded}"))?;
    let differences = differences(&read.lowered.catalog, &back.lowered.catalog);
    if !differences.is_empty() {
        return Err(format!("{differences}\nin\n{expanded}"));
    }
    let names = |read: &Read| {
        let renamed = read.lowered.renamed.iter().map(|(new, old)| format!("{new} was {old}"));
        renamed.chain(read.lowered.fresh.iter().map(|new| format!("{new} is new"))).collect::<Vec<_>>()
    };
    if names(read) != names(&back) {
        return Err(format!("{:#?}\nbecame {:#?}", names(read), names(&back)));
    }
    if read.lowered.externals != back.lowered.externals {
        return Err(format!("externals were {:#?}\nare {:#?}", read.lowered.externals, back.lowered.externals));
    }
    if read.findings != back.findings {
        return Err(format!("lints were {:?}\nare {:?}\nin\n{expanded}", read.findings, back.findings));
    }
    let twice = back.expanded();
    if twice == expanded {
        Ok(expanded)
    } else {
        Err(format!("written again it is\n{twice}\nfirst it was\n{expanded}"))
    }
}

#[track_caller]
fn survives(config: &str, files: &[(&str, &str)]) -> String {
    let read = Case::new(config, files).read();
    read.and_then(|read| there_and_back(config, &read)).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn the_five_systems() {
    for name in ["agent_system", "agentflow", "swissbrain", "trip_planner", "unified_memory"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
        let config = std::fs::read_to_string(root.join(project::FILE)).expect("the project");
        Read::new(&root)
            .and_then(|read| there_and_back(&config, &read))
            .unwrap_or_else(|report| panic!("{name}: {report}"));
    }
}

/// The documents that show what each kind becomes in a database say every attribute of it.
#[test]
fn every_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .collect();
    let mut tried = 0;
    let mut failures = String::new();
    for path in files
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml") && !path.ends_with("project.yaml"))
    {
        let folder = path.parent().expect("a folder");
        let config = std::fs::read_to_string(folder.join("project.yaml")).unwrap_or_else(|_| PROJECT.to_owned());
        let text = std::fs::read_to_string(path).expect("a text");
        let body = std::fs::read_to_string(folder.join("body.sql")).unwrap_or_default();
        tried += 1;
        let read = Case::new(&config, &[("case.yaml", &text), ("body.sql", &body)]).read();
        if let Err(failure) = read.and_then(|read| there_and_back(&config, &read)) {
            let _ = writeln!(failures, "=== {}\n{failure}", path.display());
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(tried > 80, "only {tried} cases were found");
}

#[test]
fn odd_names_and_values() {
    let config = "project: case\nplatform: supabase\npostgres: 17\n";
    let body = "  -- the first line is indented\n  select 'a' as \"on\", array[1.0]\n\n";
    survives(config, &[("odd.yaml", include_str!("expand/odd.yaml")), ("body.sql", body)]);
    // Without a platform nothing is granted by itself, and nothing is external by itself.
    survives(
        "project: case\npostgres: 17\nschema: 'null'\nuser_id: current_setting('app.user')::uuid\n",
        &[("odd.yaml", include_str!("expand/odd.yaml")), ("body.sql", body)],
    );
}

const SMALL: &str = "\
table: notes
comment: What a user wrote down.
columns:
  id:      { type: uuid, default: gen_random_uuid(), primary_key: true }
  user_id: { type: uuid, null: false, references: auth.users.id, on_delete: cascade }
  title:   text
  status:  { type: text, default: draft, one_of: [draft, published] }
  tags:    { type: jsonb, null: false, default: [] }
mixins: [timestamps, { soft_delete: { column: gone_at } }]
indexes: [[user_id], [created_at desc]]
access:
  authenticated: { select: own, insert: own, update: { rows: own, columns: [title, tags] } }
  anon: { select: { where: status = 'published' } }
  service_role: all
retention: { column: gone_at, keep: 30 days }
---
mixin: soft_delete
parameters: { column: deleted_at }
columns:
  ${column}: { type: timestamptz, comment: When the row was deleted. }
indexes: [['${column}']]
";

#[test]
fn short_forms_mixins_and_access_are_seen() {
    insta::assert_snapshot!(survives("project: notes\nplatform: supabase\n", &[("notes.yaml", SMALL)]));
}

/// Text of what YAML or SQL read as something else.
fn text() -> impl Strategy<Value = String> {
    let odd =
        " \n\t:#-'\"\\{}[],&*!|>%@`?=~./+$()0129aenoyE\u{e9}\u{6f22}\u{1f980}\r\u{85}\u{a0}\u{2028}\u{feff}\u{7f}\u{1}";
    let odd =
        prop::collection::vec(prop::sample::select(odd.chars().collect::<Vec<_>>()), 1..12).prop_map(String::from_iter);
    prop_oneof![4 => odd, 1 => prop::sample::select(&["null", "true", "yes", "on", "1", "1.0", "now()", "a::b", "{}", "[]", "select", "2026-01-01"]).prop_map(str::to_owned)]
}

fn name() -> impl Strategy<Value = String> {
    text()
        .prop_map(|text| text.chars().filter(|c| !c.is_control()).collect::<String>())
        .prop_filter("a name is not empty", |text| !text.trim().is_empty())
}

/// The text in double quotes, with nothing left in it that anybody could misread.
fn quoted(text: &str) -> String {
    let escaped = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) });
    format!("\"{}\"", escaped.collect::<String>())
}

fn dotted(name: &str) -> String {
    quoted(&format!("\"{}\"", name.replace('"', "\"\"")))
}

#[test]
fn any_text_survives() {
    let config = ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let texts = (prop::collection::vec(name(), 4), prop::collection::vec(text(), 6));
    let tried = Cell::new(0);
    let outcome = TestRunner::new(config).run(&texts, |(names, texts)| {
        let [table, column, role, other] = [&names[0], &names[1], &names[2], &names[3]].map(|name| quoted(name));
        let [comment, default, body, value, json, label] = [&texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5]].map(|text| quoted(text));
        let (table, function) = (if names[0].contains('.') || names[0].starts_with('"') || names[0].trim() != names[0] { dotted(&names[0]) } else { table }, dotted(&names[3]));
        let yaml = format!(
            "external: {{ roles: [{role}, other] }}\n---\n\
             table: {table}\ncomment: {comment}\ncolumns:\n  {column}: {{ type: text, unique: true, default: {{ literal: {default} }} }}\n  second column: {{ type: jsonb, default: {{ literal: {{ {other}: [{json}] }} }}, comment: {comment} }}\n  third column: {{ type: 'text[]', default: [{value}] }}\n\
             checks: {{ {other}: {{ expression: 'true', comment: {label} }} }}\nindexes: [{{ columns: [{{ column: {column} }}], name: {other} }}]\n\
             policies: [{{ name: {other}, for: select, to: [{role}, other], using: 'true' }}]\ngrants: {{ {role}: [select] }}\n\
             triggers: [{{ name: {other}, timing: before, events: [{{ update: [{column}] }}], function: {function}, arguments: [{value}] }}]\n\
             seed: {{ key: [{column}], rows: [{{ {column}: {value}, second column: {json}, third column: [{json}] }}] }}\n\
             ---\ntable: open\ncolumns: {{ {other}: {{ type: {enumeration} }} }}\nrls: {{ enabled: false, reason: {label} }}\n\
             ---\nfunction: {function}\narguments: {{ {column}: text }}\nreturns: trigger\nlanguage: plpgsql\nset: {{ app.x: {value} }}\nbody: {body}\ndepends_on: [{depends}]\n\
             ---\nenum: {enumeration}\nvalues: [{value}]\n",
            depends = quoted(&format!("table public.{}", names[0])),
            enumeration = dotted(&format!("{}! ", names[1])),
        );
        let read = Case::new("project: case\n", &[("text.yaml", &yaml)]).read();
        // What is refused on the way in has no way out: blank SQL, a comment of blanks, two columns of one name.
        let Ok(read) = read else { return Ok(()) };
        tried.set(tried.get() + 1);
        there_and_back("project: case\n", &read).map(drop).map_err(TestCaseError::fail)
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(tried.get() > 100, "only {} were read", tried.get());
}
