//! The command line as scripts meet it: exit codes, what is written, what is said where.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A project in a folder of its own, and the program run on it.
struct Test {
    folder: TempDir,
}

impl Test {
    fn new() -> Test {
        Test { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The project that `init` writes.
    fn init(platform: &str) -> Test {
        let test = Test::new();
        let output = test.run(&["init", "--platform", platform, test.path("").to_str().expect("a path")]);
        assert!(output.status.success(), "{output:?}");
        test
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("project").join(name)
    }

    fn write(&self, name: &str, text: &str) -> &Test {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        self
    }

    fn edit(&self, name: &str, from: &str, to: &str) -> &Test {
        let text = std::fs::read_to_string(self.path(name)).expect("a file");
        assert!(text.contains(from), "{from} is in {name}");
        self.write(name, &text.replace(from, to))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_schemac"))
            .args(arguments)
            .env("SCHEMAC_CACHE_DIR", self.folder.path().join("cache"))
            .env_remove("NO_COLOR")
            .env("SOURCE_DATE_EPOCH", "1700000000")
            .output()
            .expect("the program runs")
    }

    fn command(&self, command: &str, more: &[&str]) -> Output {
        let project = self.path("");
        let mut arguments = vec![command, "--project", project.to_str().expect("a path")];
        arguments.extend(more);
        self.run(&arguments)
    }

    /// Every file of the project with its text and the time it was written.
    fn files(&self) -> Vec<(PathBuf, String, std::time::SystemTime)> {
        let mut files: Vec<_> = walk(&self.path(""));
        files.sort();
        files
            .into_iter()
            .map(|path| {
                let modified = path.metadata().and_then(|metadata| metadata.modified()).expect("a time");
                (path.clone(), std::fs::read_to_string(path).expect("a text"), modified)
            })
            .collect()
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_init_writes_compiles() {
    for platform in ["postgres", "supabase"] {
        let test = Test::init(platform);
        let output = test.command("generate", &[]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert!(!stderr(&output).contains("warning"), "{}", stderr(&output));
        let again = test.run(&["init", test.path("").to_str().expect("a path")]);
        assert_eq!(again.status.code(), Some(2), "what is there is not overwritten");
    }
}

#[test]
fn a_second_run_writes_nothing() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    let first = test.files();
    let output = test.command("generate", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(first, test.files());
    // Without the memory of the first run it does all its work, and comes to the same.
    std::fs::remove_dir_all(test.folder.path().join("cache")).expect("the cache");
    let output = test.command("generate", &[]);
    assert!(stderr(&output).contains("nothing to write"), "{}", stderr(&output));
    assert_eq!(first, test.files());
}

/// What a run said is said again, though the second does none of the work.
#[test]
fn warnings_are_remembered() {
    let test = Test::init("postgres");
    test.edit("notes/notes.yaml", "indexes:\n  - [user_id, created_at desc]\n", "");
    let first = test.command("generate", &[]);
    assert!(stderr(&first).contains("warning[SC0304]"), "{}", stderr(&first));
    let second = test.command("generate", &[]);
    assert!(stderr(&second).contains("nothing to do"), "{}", stderr(&second));
    let warnings = |output: &Output| {
        stderr(output)
            .split("notes:")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.starts_with("wrote"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(warnings(&first), warnings(&second));
}

#[test]
fn a_change_becomes_a_migration_of_its_own() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "  body:  ", "  color: text\n  body:  ");
    let checked = test.command("generate", &["--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        stderr(&checked).contains("notes/notes.yaml:10") && stderr(&checked).contains("no migration has this yet"),
        "{}",
        stderr(&checked)
    );
    assert!(!test.path("generated/migrations/002_notes.sql").exists(), "--check writes nothing");
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    let sql = std::fs::read_to_string(test.path("generated/migrations/002_notes.sql")).expect("the migration");
    assert!(sql.contains("alter table public.notes add column color text;"), "{sql}");
    let down = std::fs::read_to_string(test.path("generated/migrations/down/002_notes.sql")).expect("the migration");
    assert!(down.contains("alter table public.notes drop column color;"), "{down}");
    assert_eq!(test.command("generate", &["--check"]).status.code(), Some(0));
}

#[test]
fn losing_data_needs_a_word() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    let before = test.files();
    test.edit("notes/notes.yaml", "  title:   { type: text, null: false }\n", "");
    let refused = test.command("generate", &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("SC0201") && stderr(&refused).contains("--allow data_loss"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(before.len(), test.files().len(), "nothing was written");
    assert_eq!(test.command("generate", &["--allow", "data_loss"]).status.code(), Some(0));
    let down = std::fs::read_to_string(test.path("generated/migrations/down/002_notes.sql")).expect("the migration");
    assert!(down.contains("-- What these held is not brought back:\n--   column public.notes.title\n"), "{down}");
}

#[test]
fn a_narrower_type_needs_a_word_or_an_expression() {
    let test = Test::init("postgres");
    test.edit("notes/notes.yaml", "  title:   { type: text, null: false }\n", "  price: numeric(10,4)\n");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "  price: numeric(10,4)\n", "  price: numeric(10,2)\n");
    let refused = stderr(&test.command("generate", &["--allow", "table_rewrite"]));
    let advice = "say with `using` what becomes of the values: `using: price`; if that is meant";
    assert!(refused.contains("would lose data") && refused.contains(advice), "{refused}");
    test.edit(
        "notes/notes.yaml",
        "  price: numeric(10,2)\n",
        "  price: { type: 'numeric(10,2)', using: 'trunc(price, 2)' }\n",
    );
    assert_eq!(test.command("generate", &["--allow", "table_rewrite"]).status.code(), Some(0));
}

/// The line that a refusal names is the one to write, and it allows nothing else.
#[test]
fn data_is_lost_by_name() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "  title:   { type: text, null: false }\n", "");
    let refused = stderr(&test.command("generate", &[]));
    let line = refused.split('`').find(|part| part.starts_with("allow: ")).expect("a line to write").to_owned();
    assert_eq!(line, "allow: { data_loss: [column public.notes.title] }");
    let settings = std::fs::read_to_string(test.path("schemac.yaml")).expect("the settings");
    test.write("schemac.yaml", &format!("{settings}\nallow: {{ data_loss: [column notes.body, table title] }}\n"));
    let other = test.command("generate", &[]);
    assert_eq!(other.status.code(), Some(1), "another object is allowed, this one is not");
    assert!(
        stderr(&other).contains("[column notes.body, table title, column public.notes.title]"),
        "{}",
        stderr(&other)
    );
    test.write("schemac.yaml", &format!("{settings}\n{line}\n"));
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    assert_eq!(test.command("generate", &["--check"]).status.code(), Some(0), "what allows nothing any more is silent");
}

#[test]
fn a_possible_rename_is_asked_back() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    let (old, new) = ("  title:   { type: text, null: false }\n", "  heading: { type: text, null: false }\n");
    test.edit("notes/notes.yaml", old, new);
    let refused = test.command("generate", &["--allow", "data_loss"]);
    assert_eq!(refused.status.code(), Some(1));
    let text = stderr(&refused);
    for part in ["SC0206", "is it `title`", "`renamed_from: title`", "`renamed_from: null`", "--allow possible_rename"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let planned = test.command("plan", &["--allow", "data_loss"]);
    assert!(stderr(&planned).contains("SC0206"), "{}", stderr(&planned));
    let dropped = test.command("plan", &["--allow", "data_loss,possible_rename"]);
    assert!(stdout(&dropped).contains("drop column title"), "{}", stdout(&dropped));

    test.edit("notes/notes.yaml", new, "  heading: { type: text, null: false, renamed_from: null }\n");
    let dropped = test.command("plan", &["--allow", "data_loss"]);
    assert!(stdout(&dropped).contains("drop column title"), "{}", stdout(&dropped));

    test.edit("notes/notes.yaml", "renamed_from: null", "renamed_from: title");
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    let sql = std::fs::read_to_string(test.path("generated/migrations/002_notes.sql")).expect("the migration");
    assert!(sql.contains("alter table public.notes rename column title to heading;"), "{sql}");
    let down = std::fs::read_to_string(test.path("generated/migrations/down/002_notes.sql")).expect("the migration");
    assert!(down.contains("alter table public.notes rename column heading to title;"), "{down}");
    assert_eq!(test.command("generate", &["--check"]).status.code(), Some(0));
}

/// What an index keeps of a function that changes is said by the run that changes it, and by no other.
#[test]
fn values_that_are_kept_are_told() {
    let test = Test::init("postgres");
    let schema = "function: slug\narguments: { title: text }\nreturns: text\nlanguage: sql\nvolatility: immutable\nbody: select lower(title)\n\
        ---\ntable: pages\ncolumns: { id: { type: int, primary_key: true }, title: text }\n\
        indexes: [{ name: by_slug, columns: [{ expression: slug(title) }] }]\n";
    test.write("pages.yaml", schema);
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    test.edit("pages.yaml", "lower(title)", "upper(title)");
    let told = |output: &Output| stderr(output).contains("SC0208");
    let planned = test.command("plan", &[]);
    assert!(told(&planned) && planned.status.success(), "{}", stderr(&planned));
    let generated = test.command("generate", &[]);
    assert_eq!(generated.status.code(), Some(0));
    let wanted = "index public.by_slug: `reindex index concurrently public.by_slug`";
    assert!(told(&generated) && stderr(&generated).contains(wanted), "{}", stderr(&generated));
    for _ in 0..2 {
        let again = test.command("generate", &[]);
        assert!(again.status.success() && !told(&again), "{}", stderr(&again));
    }
}

#[test]
fn a_value_is_renamed_or_stays() {
    let test = Test::init("postgres");
    test.edit("notes/notes.yaml", "table: notes", "enum: state\nvalues: [open, shut]\n---\ntable: notes");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "[open, shut]", "[open, closed]");
    let refused = test.command("generate", &["--allow", "table_rewrite"]);
    let wanted = "`{ name: closed, renamed_from: shut }`";
    assert!(stderr(&refused).contains("SC0206") && stderr(&refused).contains(wanted), "{}", stderr(&refused));
    test.edit("notes/notes.yaml", "closed]", "{ name: closed, renamed_from: shut }]");
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
}

#[test]
fn a_table_of_the_same_columns_may_be_the_same() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "table: notes\n", "table: remarks\n");
    let refused = test.command("generate", &["--allow", "data_loss"]);
    assert!(stderr(&refused).contains("is it `notes` under another name?"), "{}", stderr(&refused));
    test.edit("notes/notes.yaml", "table: remarks\n", "table: remarks\nrenamed_from: notes\n");
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
}

#[test]
fn a_plan_starts_from_a_lock_of_any_name() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    let kept = test.path("kept.json");
    std::fs::copy(test.path("generated/schemac.lock"), &kept).expect("the lock");
    test.edit("notes/notes.yaml", "  body:  ", "  color: text\n  body:  ");
    test.command("generate", &[]);
    let planned = test.command("plan", &["--from", kept.to_str().expect("a path")]);
    let alters: Vec<String> =
        stdout(&planned).lines().filter(|line| line.starts_with("alter")).map(str::to_owned).collect();
    assert_eq!(alters, ["alter table public.notes add column color text;"], "{}", stderr(&planned));
    std::fs::remove_file(&kept).expect("removed");
    assert_eq!(test.command("plan", &["--from", kept.to_str().expect("a path")]).status.code(), Some(2));
}

#[test]
fn a_plan_says_who_may_do_what() {
    let test = Test::init("postgres");
    let table = |name: &str, rls: &str| {
        format!("table: {name}\nrls: {rls}\ncolumns: {{ id: {{ type: int, primary_key: true }} }}\n---\n")
    };
    let off = "{ enabled: false, reason: Nothing of anybody's. }";
    let before = [table("opened", "true"), table("closed", off), table("held", "true")].concat();
    let after =
        [table("opened", off), table("closed", "true"), table("held", "{ force: true }"), table("made", "true")];
    let member = |of: &str| format!("role: day\n---\nrole: night\n---\nrole: watcher\nmember_of: [{of}]\n");
    test.write("notes/notes.yaml", &(before + &member("day")));
    test.command("generate", &[]);
    test.write("notes/notes.yaml", &(after.concat() + &member("night")));
    let planned = test.command("plan", &["--format", "json", "--allow", "all"]);
    assert_eq!(planned.status.code(), Some(0), "{}", stderr(&planned));
    let planned: serde_json::Value = serde_json::from_str(&stdout(&planned)).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let access = planned["access"].as_array().expect("a list").iter();
    let access: Vec<String> =
        access.map(|own| ["role", "change", "what", "on"].map(|key| text(&own[key])).join(" ")).collect();
    assert_eq!(
        access,
        [
            "owner loses rows that no policy gives table public.held",
            "public loses rows that no policy gives table public.closed",
            "public gains all rows, whatever the policies table public.opened",
            "watcher loses its rights, membership, set role role day",
            "watcher gains its rights, membership, set role role night",
        ]
    );
}

#[test]
fn an_edited_migration_is_found() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    test.edit("generated/migrations/001_notes.sql", "enable row level security", "disable row level security");
    for more in [&[][..], &["--check"]] {
        let output = test.command("generate", more);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("001_notes.sql was edited"), "{}", stderr(&output));
    }
}

/// Two branches may have made a migration of one version.
#[test]
fn a_version_stands_once() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    test.edit("notes/notes.yaml", "  body:  ", "  color: text\n  body:  ");
    test.command("generate", &[]);
    for path in ["generated/migrations/", "generated/migrations/down/"] {
        std::fs::rename(test.path(&format!("{path}002_notes.sql")), test.path(&format!("{path}001_notes_2.sql")))
            .expect("the migration");
    }
    test.edit(
        "generated/schemac.lock",
        "\"version\":\"002\",\"name\":\"notes\"",
        "\"version\":\"001\",\"name\":\"notes_2\"",
    );
    let output = test.command("generate", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("two migrations have the version 001"), "{}", stderr(&output));
}

#[test]
fn a_stale_model_is_named() {
    let test = Test::init("postgres");
    test.command("generate", &[]);
    let model = walk(&test.path("generated/models")).pop().expect("a model");
    std::fs::write(&model, "// edited").expect("a file");
    std::fs::write(test.path("generated/docs/orphan.md"), "left over").expect("a file");
    let output = test.command("generate", &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let name = model.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(stderr(&output).contains(&format!("{name} is stale")), "{}", stderr(&output));
    assert!(stderr(&output).contains("orphan.md belongs to nothing"), "{}", stderr(&output));
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    assert_eq!(test.command("generate", &["--check"]).status.code(), Some(0));
}

#[test]
fn findings_come_in_every_format() {
    let test = Test::init("postgres");
    test.edit("notes/notes.yaml", "type: uuid, null", "type: uid, null");
    let human = test.command("check", &[]);
    assert_eq!((human.status.code(), stdout(&human)), (Some(1), String::new()));
    assert!(stderr(&human).contains("no type `uid` is known"), "{}", stderr(&human));
    for format in ["json", "sarif"] {
        let output = test.command("check", &["--format", format]);
        assert_eq!(output.status.code(), Some(1));
        let parsed: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        assert!(parsed.to_string().contains("SC0105") || parsed.to_string().contains("unknown_type"), "{parsed}");
    }
    let github = stdout(&test.command("check", &["--format", "github"]));
    assert!(github.starts_with("::error file="), "{github}");
}

#[test]
fn colours_come_when_asked_for() {
    let test = Test::init("postgres");
    test.edit("notes/notes.yaml", "type: uuid, null", "type: uid, null");
    assert!(!stderr(&test.command("check", &[])).contains('\u{1b}'));
    assert!(stderr(&test.command("check", &["--color", "always"])).contains('\u{1b}'));
}

#[test]
fn what_cannot_be_done_ends_with_two() {
    let test = Test::new();
    let output = test.command("check", &[]);
    assert_eq!(output.status.code(), Some(2), "no project there");
    assert!(stderr(&output).contains("schemac init"), "{}", stderr(&output));
    assert_eq!(test.run(&["explain", "SC9999"]).status.code(), Some(2));
    assert_eq!(test.run(&["generate", "--allow", "everything"]).status.code(), Some(2));
    assert_eq!(test.run(&["no-such-command"]).status.code(), Some(2));
}

#[test]
fn expand_shows_what_short_forms_became() {
    let test = Test::init("supabase");
    let output = test.command("expand", &["notes"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for part in ["authenticated_select_own", "(select auth.uid()) = user_id", "notes_status_check", "set_updated_at"] {
        assert!(text.contains(part), "{part} is in\n{text}");
    }
    assert!(!text.contains("function: set_updated_at\ncomment"), "only what was asked for: {text}");
    let output = test.command("expand", &["notse"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
    assert!(stderr(&output).contains("`notse`"), "{}", stderr(&output));
}

#[test]
fn what_expand_prints_is_a_project_again() {
    let test = Test::init("supabase");
    let expanded = stdout(&test.command("expand", &[]));
    std::fs::remove_dir_all(test.path("notes")).expect("the folder");
    test.write("expanded.yaml", &expanded);
    let output = test.command("expand", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), expanded);
}

#[test]
fn own_templates_take_the_place_of_ours() {
    let test = Test::init("postgres");
    test.edit("schemac.yaml", "output: generated", "output: generated\ntemplates: templates");
    test.write("templates/migration.sql.j2", "-- ours: {{ name }}\n{% for section in sections %}{% for statement in section.statements %}\n{{ statement }}\n{% endfor %}{% endfor %}");
    assert_eq!(test.command("generate", &[]).status.code(), Some(0));
    let sql = std::fs::read_to_string(test.path("generated/migrations/001_notes.sql")).expect("the migration");
    assert!(sql.starts_with("-- ours: notes\n"), "{sql}");

    test.write("templates/migration.sql.j2", "{{ no_such_name }}");
    std::fs::remove_dir_all(test.path("generated")).expect("the output");
    let output = test.command("generate", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("migration.sql.j2"), "{}", stderr(&output));
    assert!(!test.path("generated").exists(), "nothing is half written");
}

/// What the README shows of its first command is what that command says.
#[test]
fn the_readme_tells_the_truth() {
    let test = Test::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = test.run(&["generate", "--project", &format!("{root}/schema")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("the README");
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 5, "{said}");
    for line in said.lines() {
        assert!(readme.contains(line), "the README lacks: {line}");
    }
}

/// The committed output is what the committed YAML gives, byte for byte.
#[test]
fn generated_is_up_to_date() {
    let test = Test::new();
    let root = env!("CARGO_MANIFEST_DIR");
    let output = test.run(&["generate", "--check", "--project", &format!("{root}/schema")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
