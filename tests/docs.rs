//! The documentation: what it says of a small schema full of traps, and that it is whole for the real ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schemac::catalog::Catalog;
use schemac::diagnostic::Diagnostics;
use schemac::kind::{Kind, Object};
use schemac::lower;
use schemac::project::{self, Root};
use schemac::source::Sources;
use schemac::target::docs::docs;
use schemac::template::Templates;
use schemac::tree::Tree;

fn generate(root: &Path) -> (Catalog, Tree) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let Some(Root::Project(project)) = project::read(root, &mut sources, &mut out).expect("the project can be read")
    else {
        panic!("{} is no project: {out:?}", root.display())
    };
    let lowered = lower::lower(&project, &mut sources, &mut out).expect("the files can be read");
    assert!(!out.has_errors(), "{}: {out:#?}", root.display());
    let mut tree = Tree::default();
    docs(
        &project,
        &lowered.catalog,
        &lowered.externals,
        &Templates::new(None).expect("the templates parse"),
        &mut tree,
    )
    .expect("the templates render");
    (lowered.catalog, tree)
}

fn projects() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let mut roots: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the projects")
        .map(|entry| entry.expect("a project").path())
        .filter(|path| path.join(project::FILE).exists())
        .collect();
    roots.sort();
    assert!(roots.len() >= 5);
    roots
}

fn of_text(yaml: &str) -> (Catalog, Tree) {
    let folder = tempfile::tempdir().expect("a folder");
    let (head, files) = yaml.split_once("---\n").expect("two parts");
    std::fs::write(folder.path().join(project::FILE), head).expect("written");
    std::fs::write(folder.path().join("all.yaml"), files).expect("written");
    generate(folder.path())
}

const TRICKY: &str = r#"
project: tricky
comment: "A <b>project</b> with | pipes, `ticks` and *stars*."
platform: supabase
---
table: Weird "Name"/with | pipe
comment: |
  Holds a | pipe, a `tick` and <script>alert(1)</script>.
  # Not a heading

  A second paragraph.
columns:
  id: { type: uuid, default: gen_random_uuid(), primary_key: true }
  user_id: { type: uuid, null: false, references: auth.users.id, on_delete: cascade }
  "price ($)": { type: "numeric(12,2)[]", comment: "In $ | €\nper item." }
  one: { type: double precision, check: "\"one\" > 0 || 1 = 2" }
  state: { type: "\"Mood State\"", null: false, default: "so`so" }
  token: { type: bytea, secret: true, default: "'\\xdeadbeef'::bytea" }
  parent: { type: uuid, references: 'many.id', on_delete: set_null, unique: true }
indexes:
  - { columns: [{ expression: "lower(one::text || '|')" }], name: "odd | index" }
realtime: true
access:
  authenticated: { select: own, update: { rows: own, columns: [one] }, delete: { where: "exists (\n  select 1\n  from many m\n  where m.id = parent\n)" } }
  service_role: all
policies:
  - { name: "Quoted \"policy\" | `x`", for: all, as: restrictive, to: [authenticated], using: one is not null, comment: Keeps | order. }
  - { name: nobody comes, for: select, to: [anon], using: "true" }
triggers:
  - { name: guard, timing: before, events: [insert, { update: [one] }], function: guard, when: new.one is not null, arguments: [a|b], enabled: always }
retention: { column: user_id, keep: 90 days }
seed:
  key: id
  rows:
    - { id: 7d444840-9dc0-11d1-b245-5ffdce74fad2, user_id: 7d444840-9dc0-11d1-b245-5ffdce74fad2, one: 1, token: { sql: "'topsecret'::bytea" } }
---
table: many
columns:
  id: { type: uuid, primary_key: true }
  note: text
rls: { enabled: false, reason: A test. }
grants: { anon: [select], public: { columns: { update: [note] } } }
---
table: Many
columns: { id: { type: uuid, primary_key: true } }
access: { authenticated: { insert: all } }
grants: { anon: [select] }
---
table: größe
columns: { id: { type: uuid, primary_key: true }, user_id: { type: uuid, references: größe.id } }
rls: { force: true }
publications: [{ name: supabase_realtime, columns: [id], where: id is not null }]
policies:
  - { name: "!!!", for: insert, to: [authenticated], with_check: "true" }
  - { name: "???", for: update, using: "true", with_check: user_id is not null }
grants: { authenticated: { privileges: [select, insert, truncate], with_grant_option: [insert] } }
---
extends: storage.objects
policies:
  - { name: Own files, for: select, to: [authenticated], using: bucket_id = 'a' }
---
enum: Mood State
values: [so`so, "a|b"]
comment: How it | feels.
---
domain: positive
type: integer
checks: { above_zero: value > 0 }
---
view: latest
columns: { id: The newest. }
query: |
  select id
  from many
  limit 1
grants: { authenticated: [select] }
---
function: guard
returns: trigger
language: plpgsql
comment: Says `no` | yes.
body: |
  begin
    -- ``` a fence in here
    perform 1 from public.many;
    return new;
  end;
---
function: total
arguments: { what: { type: positive, default: 1 } }
returns: { table: { id: uuid, total: bigint } }
language: sql
volatility: stable
security: definer
body: select id, 1::bigint from public.many
grants: { authenticated: [execute] }
---
function: total
arguments: { what: text }
returns: void
language: sql
body: select 1
---
extends: auth.users
triggers:
  - { name: on_signup, timing: after, events: [insert], function: guard }
---
default_privileges:
  tables: { service_role: [select] }
---
sql: backfill
comment: Because | so.
up: |
  update many
  set note = '';
irreversible: true
---
role: reporting
comment: Reads *everything* | and more.
login: true
bypassrls: true
member_of: [authenticated, pg_monitor]
settings: { work_mem: 4MB }
---
bucket: a | b
public: true
file_size_limit: 1000
allowed_mime_types: [image/png, image/*]
"#;

#[test]
fn tricky_schema() {
    let (catalog, tree) = of_text(TRICKY);
    check(&catalog, &tree);
    for (path, text) in &tree.files {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(snapshot_name(path), text) });
    }
}

fn snapshot_name(path: &str) -> String {
    path.trim_start_matches("docs/").trim_end_matches(".md").replace('/', "__").replace(|c: char| !c.is_ascii(), "_")
}

#[test]
fn secrets_stay_secret() {
    let (_, tree) = of_text(TRICKY);
    for (path, text) in &tree.files {
        assert!(!text.contains("topsecret") && !text.contains("deadbeef"), "{path} tells a secret");
    }
}

#[test]
fn the_same_every_time() {
    for root in projects() {
        assert!(generate(&root).1 == generate(&root).1, "{}", root.display());
    }
}

#[test]
fn the_real_projects_are_whole() {
    for root in projects() {
        let (catalog, tree) = generate(&root);
        check(&catalog, &tree);
    }
}

#[test]
fn no_docs_where_none_are_wanted() {
    assert!(of_text("project: quiet\ndocs: false\n---\ntable: t\ncolumns: { id: text }\n").1.files.is_empty());
}

#[test]
fn an_empty_project_has_an_index() {
    let (_, tree) = of_text("project: empty\n---\n");
    assert_eq!(tree.files.len(), 1, "{:?}", tree.files.keys());
    check(&Catalog::default(), &tree);
}

fn check(catalog: &Catalog, tree: &Tree) {
    let lower: BTreeSet<String> = tree.files.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), tree.files.len(), "two paths differ by case alone");
    for (path, text) in &tree.files {
        check_form(path, text);
        check_links(path, text, tree);
        check_diagrams(path, text);
    }
    check_named(catalog, tree);
}

fn check_form(path: &str, text: &str) {
    assert!(
        path.starts_with("docs/")
            && path
                .split('/')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))),
        "{path}"
    );
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} ends wrongly");
    let mut columns = None;
    for (line, in_code) in lines(text) {
        assert!(!line.ends_with([' ', '\t']), "{path}: trailing space in `{line}`");
        columns = None
            .filter(|_| in_code)
            .or_else(|| line.starts_with('|').then(|| columns.unwrap_or_else(|| cells(line))))
            .filter(|_| !in_code);
        if let Some(columns) = columns {
            assert_eq!(cells(line), columns, "{path}: a row of another width: {line}");
        }
        if !in_code {
            assert!(!line.to_lowercase().contains("<script"), "{path}: {line}");
        }
    }
}

/// How many cells a row has, by the rule of GitHub: a pipe counts unless a backslash stands before it.
fn cells(line: &str) -> usize {
    let mut count = 0;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '|' => count += 1,
            _ => {}
        }
    }
    count
}

/// The lines of a page, and whether they are code.
fn lines(text: &str) -> Vec<(&str, bool)> {
    let mut fence: Option<String> = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        let was = fence.is_some();
        match &fence {
            Some(open) if line == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        lines.push((line, was || fence.is_some()));
    }
    assert!(fence.is_none(), "a fence is not closed:\n{text}");
    lines
}

fn check_links(path: &str, text: &str, tree: &Tree) {
    let prose = lines(text).into_iter().filter(|(_, code)| !code).map(|(line, _)| line).collect::<Vec<_>>().join("\n");
    let mut seen = 0;
    for tail in prose.split("](").skip(1) {
        let href = tail.split(')').next().expect("a link has an end");
        let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = if file.is_empty() { path.to_owned() } else { resolve(folder, &decode(file)) };
        let page = tree.files.get(&target).unwrap_or_else(|| panic!("{path}: `{href}` leads nowhere"));
        assert!(
            anchor.is_empty() || page.contains(&format!("<a id=\"{}\"></a>", decode(anchor))),
            "{path}: `{href}` has no such anchor"
        );
        seen += 1;
    }
    assert!(seen > 0 || path == "docs/index.md", "{path} links to nothing");
    let anchors: Vec<&str> = prose.split("<a id=\"").skip(1).filter_map(|tail| tail.split('"').next()).collect();
    assert_eq!(anchors.iter().collect::<BTreeSet<_>>().len(), anchors.len(), "{path} has an anchor twice: {anchors:?}");
}

fn resolve(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in file.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).expect("digits"), 16).expect("digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("text")
}

/// Mermaid's grammar of entity relationship diagrams, as far as we use it.
fn check_diagrams(path: &str, text: &str) {
    let mut block: Option<Vec<&str>> = None;
    for line in text.lines() {
        match (&mut block, line) {
            (None, "```mermaid") => block = Some(Vec::new()),
            (Some(lines), "```") => {
                check_diagram(path, lines);
                block = None;
            }
            (Some(lines), line) => lines.push(line),
            _ => {}
        }
    }
}

fn check_diagram(path: &str, lines: &[&str]) {
    assert_eq!(lines.first(), Some(&"erDiagram"), "{path}");
    let word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let label = |text: &str| {
        text.len() > 2
            && text.starts_with('"')
            && text.ends_with('"')
            && !text[1..text.len() - 1].contains(['"', '%', '\\', '\n', ';', '#'])
    };
    let (mut entities, mut inside) = (BTreeSet::new(), false);
    for line in &lines[1..] {
        let text = line.trim();
        if text == "}" {
            assert!(inside, "{path}: {line}");
            inside = false;
        } else if inside {
            let (head, comment) =
                text.split_once('"').map_or((text, None), |(head, _)| (head.trim(), Some(&text[head.len()..])));
            let mut words = head.splitn(3, ' ');
            assert!(words.next().is_some_and(word) && words.next().is_some_and(word), "{path}: {line}");
            assert!(
                words.next().is_none_or(|keys| keys.split(", ").all(|key| ["PK", "FK", "UK"].contains(&key))),
                "{path}: {line}"
            );
            assert!(comment.is_none_or(label), "{path}: {line}");
        } else if let Some((ends, name)) = text.split_once(" : ") {
            let [one, _, many] = ends.split(' ').collect::<Vec<_>>()[..] else { panic!("{path}: {line}") };
            assert!(entities.contains(one) && entities.contains(many) && label(name), "{path}: {line}");
        } else {
            let text = text.trim_end_matches(" {");
            inside = line.ends_with('{');
            let (name, title) =
                text.split_once('[').map_or((text, None), |(name, title)| (name, title.strip_suffix(']')));
            assert!(word(name) && title.is_none_or(label), "{path}: {line}");
            assert!(entities.insert(name.to_owned()), "{path}: {name} twice");
        }
    }
    assert!(!inside, "{path}");
}

/// What the pages show, without the marks of Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => plain.extend(chars.next()),
            c => plain.push(c),
        }
    }
    plain.replace("`<br>`", " ").replace("&lt;", "<").replace("&amp;", "&")
}

fn check_named(catalog: &Catalog, tree: &Tree) {
    let all: String = tree.files.values().map(|text| plain(text)).collect();
    for (id, object) in catalog.iter() {
        if id.on.is_some() {
            continue;
        }
        let name = match object {
            Object::Function(function) => function.name.name.to_string(),
            Object::DefaultPrivileges(_) => continue,
            Object::Policy(policy) => policy.name.as_str().to_owned(),
            _ => id.path.last().map(ToString::to_string).unwrap_or_default(),
        };
        assert!(all.contains(&name), "{id} is not in the documentation");
    }
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let squeezed_all = squeezed(&all);
    for (_, object) in catalog.iter() {
        let sql = match object {
            Object::Policy(policy) => {
                policy.using.iter().chain(&policy.with_check).map(|sql| sql.as_str().to_owned()).collect()
            }
            Object::Default(default) => {
                let column = schemac::kind::Id::of(Kind::Column, &default.table, &default.column);
                let secret = matches!(catalog.get(&column), Some(Object::Column(column)) if column.secret);
                if secret { Vec::new() } else { vec![default.expression.to_string()] }
            }
            Object::Comment(comment) => vec![comment.text.lines().next().unwrap_or_default().trim().to_owned()],
            _ => Vec::new(),
        };
        for text in sql {
            assert!(text == "true" || squeezed_all.contains(&squeezed(&text)), "`{text}` is not in the documentation");
        }
    }
}
