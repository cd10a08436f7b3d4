//! `schemac.yaml`: what a project is, and which files belong to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::code::{self, Code};
use crate::consent::Allowed;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::error::{Error, Result};
use crate::kind::Id;
use crate::name::Ident;
use crate::plan::Way;
use crate::profile::{Platform, Profile, Scheduler};
use crate::source::{Sources, Span};
use crate::sql::{self, Form, Sql};
use crate::yaml::cursor::{Map, Reader};
use crate::yaml::{self, Node};

/// The name of the file that makes a folder a project.
pub const FILE: &str = "schemac.yaml";

/// The major versions that the emitted SQL is written for.
pub const VERSIONS: std::ops::RangeInclusive<i64> = 14..=18;

/// What a folder with a `schemac.yaml` is.
#[derive(Debug)]
pub enum Root {
    Project(Box<Project>),
    /// Several projects, by folder.
    Workspace(Vec<PathBuf>),
}

/// A project as its `schemac.yaml` describes it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder it is in.
    pub root: PathBuf,
    pub name: String,
    pub comment: String,
    pub profile: Profile,
    /// Where names without a schema are declared.
    pub schema: Ident,
    pub modules: Vec<Module>,
    /// Whether each folder is a module; an empty list of modules says that there is one for all.
    pub folders_are_modules: bool,
    pub migrations: Migrations,
    pub output: PathBuf,
    pub templates: Option<PathBuf>,
    /// Further derives of the Rust models; none switches models off.
    pub models: Option<Vec<String>>,
    pub docs: bool,
    pub lints: BTreeMap<Code, Level>,
    /// Hazards that plans of this project may carry.
    pub allow: Allowed,
    /// Objects in its schemas that are somebody else's, by kind and name; `*` stands for any text.
    pub unmanaged: Vec<String>,
}

/// A part of a project that gets a migration file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    pub name: String,
    /// How its files are called.
    pub file: String,
    pub comment: String,
}

/// How migration files are named and framed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrations {
    pub naming: Naming,
    /// The first version.
    pub start: Option<u64>,
    /// Whether a file carries BEGIN and COMMIT itself.
    pub transaction: bool,
    /// Whether others work with the database while they run.
    pub online: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// `0001_name.sql`
    Sequence,
    /// `20260113000001_name.sql`
    Timestamp,
    /// As timestamp, and applied by a tool that runs each file in a transaction of its own.
    Supabase,
}

/// What a lint does when it finds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Allow,
    Warn,
    Error,
}

/// Reads the `schemac.yaml` of a folder.
///
/// # Errors
/// When the file cannot be read. What is wrong in it goes to `out`, and then there is no project.
pub fn read(root: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Option<Root>> {
    let path = root.join(FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Usage(format!(
                "{} is not a project: it has no {FILE} (`schemac init` writes one)",
                shown(root)
            )));
        }
        Err(source) => return Err(Error::Read { path, source }),
    };
    let mut findings = Diagnostics::default();
    let found = read_text(path, bytes, root, sources, &mut findings);
    let failed = findings.has_errors();
    out.extend(findings);
    Ok(found.filter(|_| !failed))
}

fn read_text(path: PathBuf, bytes: Vec<u8>, root: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Root> {
    let file = yaml::read(path, bytes, sources, out)?;
    let documents = yaml::parse(file, &sources.get(file).text, out);
    let Some(document) = documents.nodes.first() else {
        if documents.complete {
            out.push(
                Diagnostic::error(code::INVALID_PROJECT, Span { file, start: 0, end: 0 }, format!("{FILE} is empty"))
                    .help("add `project: <name>`"),
            );
        }
        return None;
    };
    let reader = Reader::default();
    let found = reader
        .map(document, FILE)
        .and_then(|map| if map.get("workspace").is_some() { workspace(&map, root) } else { project(&map, root) });
    out.extend(reader.into_diagnostics());
    found
}

fn shown(root: &Path) -> String {
    if root == Path::new(".") { "this folder".to_owned() } else { root.display().to_string() }
}

fn workspace(map: &Map, root: &Path) -> Option<Root> {
    let folders = map.items("workspace").iter().filter_map(|node| member(node, map.reader, root)).collect();
    map.finish();
    Some(Root::Workspace(folders))
}

/// A folder of a workspace. It has to be inside, so that no workspace comes to hold itself.
fn member(node: &Node, reader: &Reader, root: &Path) -> Option<PathBuf> {
    let text = reader.text(node)?;
    let folder = root.join(text);
    let problem = |message: String| Diagnostic::error(code::INVALID_PROJECT, node.span, message);
    reader.report(match (folder.canonicalize(), root.canonicalize()) {
        (Ok(inner), Ok(outer)) if inner == outer || !inner.starts_with(&outer) => {
            problem(format!("`{text}` is not inside this workspace"))
                .help("write the name of a folder beside this file")
        }
        (Ok(inner), Ok(_)) if inner.join(FILE).is_file() => return Some(folder),
        (Ok(_), Ok(_)) => problem(format!("`{text}` is not a project: it has no {FILE}"))
            .help(format!("write a {FILE} there, or remove the name here")),
        _ => {
            let beside: Vec<String> = std::fs::read_dir(root)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect();
            let diagnostic = problem(format!("there is no folder `{text}`"));
            match nearest(text, beside.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(node.span, near),
                None => diagnostic.help("write the name of a folder beside this file"),
            }
        }
    });
    None
}

fn project(map: &Map, root: &Path) -> Option<Root> {
    let reader = map.reader;
    let name = map.required("project").and_then(|node| plain_name(node, reader));
    let platform = map
        .choice("platform", &[("postgres", Platform::Postgres), ("supabase", Platform::Supabase)])
        .unwrap_or(Platform::Postgres);
    let supabase = platform == Platform::Supabase;
    let postgres = map.get("postgres").map_or(Some(15), |node| version(node, reader));
    let schema: Ident = map.text("schema").unwrap_or_else(|| "public".to_owned()).as_str().into();
    let exposed = match map.get("exposed_schemas") {
        Some(node) => reader.items(node).iter().filter_map(|node| reader.text(node)).map(Ident::from).collect(),
        None if supabase => vec![Ident::from("public")],
        None => Vec::new(),
    };
    let user_id = map
        .get("user_id")
        .and_then(|node| expression(node, reader))
        .or_else(|| supabase.then(|| Sql::new("(select auth.uid())")));
    let scheduler = map
        .choice("scheduler", &[("pg_cron", Scheduler::PgCron), ("none", Scheduler::None)])
        .unwrap_or(if supabase { Scheduler::PgCron } else { Scheduler::None });
    let modules: Vec<Module> = map.items("modules").iter().filter_map(|node| module(node, reader)).collect();
    let migrations = migrations(map, reader);
    let models = match map.get("models") {
        Some(node) if matches!(node.value, yaml::Value::Map(_)) => reader.map(node, "`models`").map(|options| {
            let derive =
                options.items("derive").iter().filter_map(|node| reader.text(node).map(str::to_owned)).collect();
            options.finish();
            derive
        }),
        Some(node) => reader.boolean(node).unwrap_or(true).then(Vec::new),
        None => Some(Vec::new()),
    };
    let project = Project {
        root: root.to_owned(),
        name: name.clone().unwrap_or_default(),
        comment: map.text("comment").unwrap_or_default(),
        profile: Profile {
            postgres: postgres.unwrap_or(15),
            platform,
            scheduler,
            check_function_bodies: map.flag_or("check_function_bodies", true),
            search_path: vec![schema.clone()],
            exposed_schemas: exposed,
            defaults: Vec::new(),
            undoing: false,
            ambiguous: BTreeMap::new(),
            user_id,
        },
        schema,
        folders_are_modules: map.get("modules").is_none() || !modules.is_empty(),
        modules,
        migrations,
        output: root.join(map.text("output").unwrap_or_else(|| "generated".to_owned())),
        templates: map.text("templates").map(|folder| root.join(folder)),
        models,
        docs: map.flag_or("docs", true),
        lints: map.entries("lints").iter().filter_map(|entry| lint(entry, reader)).collect(),
        allow: Allowed::read(map, reader),
        unmanaged: map.items("unmanaged").iter().filter_map(|node| reader.text(node).map(str::to_owned)).collect(),
    };
    map.finish();
    name.map(|_| Root::Project(Box::new(project)))
}

/// A piece of SQL, which has to be in order: it goes into every policy of `own`.
fn expression(node: &Node, reader: &Reader) -> Option<Sql> {
    let text = reader.text(node)?;
    if let Err(error) = sql::parse(text.trim(), Form::Expression)
        && error.certain
    {
        reader.report(Diagnostic::error(code::SQL_SYNTAX, node.span, error.message).help("correct the SQL here"));
    }
    Some(Sql::new(text))
}

/// A name that is safe as a part of a file name.
fn plain_name(node: &Node, reader: &Reader) -> Option<String> {
    let text = reader.text(node)?;
    if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-".contains(c)) {
        return Some(text.to_owned());
    }
    reader.report(
        Diagnostic::error(code::BAD_NAME, node.span, format!("`{text}` cannot be part of a file name"))
            .help("use letters, digits, `_` and `-`"),
    );
    None
}

fn version(node: &Node, reader: &Reader) -> Option<u32> {
    let number = reader.integer(node)?;
    if VERSIONS.contains(&number) {
        return u32::try_from(number).ok();
    }
    reader.report(
        Diagnostic::error(code::INVALID_PROJECT, node.span, format!("PostgreSQL {number} is not supported"))
            .help(format!("write a major version from {} to {}", VERSIONS.start(), VERSIONS.end())),
    );
    None
}

fn module(node: &Node, reader: &Reader) -> Option<Module> {
    if let yaml::Value::Scalar(_) = node.value {
        let name = plain_name(node, reader)?;
        return Some(Module { file: name.clone(), name, comment: String::new() });
    }
    let map = reader.map(node, "a module")?;
    let name = map.required("name").and_then(|node| plain_name(node, reader));
    let file = map.get("file").and_then(|node| plain_name(node, reader));
    let comment = map.text("comment").unwrap_or_default();
    map.finish();
    let name = name?;
    Some(Module { file: file.unwrap_or_else(|| name.clone()), name, comment })
}

fn migrations(map: &Map, reader: &Reader) -> Migrations {
    let mut migrations = Migrations { naming: Naming::Timestamp, start: None, transaction: true, online: true };
    let Some(options) = map.get("migrations").and_then(|node| reader.map(node, "`migrations`")) else {
        return migrations;
    };
    if let Some(naming) = options.choice(
        "naming",
        &[("sequence", Naming::Sequence), ("timestamp", Naming::Timestamp), ("supabase", Naming::Supabase)],
    ) {
        migrations.naming = naming;
    }
    migrations.online = options.flag_or("online", true);
    migrations.transaction = options.flag_or("transaction", migrations.naming != Naming::Supabase);
    if let Some(node) = options.get("start") {
        migrations.start = reader.integer(node).and_then(|number| u64::try_from(number).ok());
        let digits = migrations.start.map_or(0, |start| start.to_string().len());
        if migrations.naming != Naming::Sequence && digits != 14 {
            reader.report(
                Diagnostic::error(
                    code::INVALID_PROJECT,
                    node.span,
                    "the first version has to have 14 digits with this naming",
                )
                .help("write it as year, month, day, hour, minute, second: `20260113000001`"),
            );
        }
    }
    options.finish();
    migrations
}

fn lint(entry: &yaml::Entry, reader: &Reader) -> Option<(Code, Level)> {
    let level = reader.choice(&entry.value, &[("allow", Level::Allow), ("warn", Level::Warn), ("error", Level::Error)]);
    let Some(code) = Code::find(&entry.key).filter(|code| code.is_lint()) else {
        let diagnostic =
            Diagnostic::error(code::UNKNOWN_WORD, entry.key_span, format!("there is no lint `{}`", entry.key));
        reader.report(
            match nearest(&entry.key, code::ALL.iter().filter(|code| code.is_lint()).map(|code| code.name())) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).replace(entry.key_span, near),
                None => diagnostic.help("`schemac explain` lists them"),
            },
        );
        return None;
    };
    Some((code, level?))
}

/// Whether a text is what a pattern with `*` says.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

impl Project {
    /// The YAML files of the project, sorted, with the module each belongs to.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self) -> Result<Vec<(PathBuf, String)>> {
        let mut files = Vec::new();
        let output = self.output.canonicalize().ok();
        let walk = walkdir::WalkDir::new(&self.root).sort_by_file_name().into_iter().filter_entry(|entry| {
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            let nested = entry.depth() > 0 && entry.file_type().is_dir() && entry.path().join(FILE).exists();
            let written = output.is_some() && entry.path().canonicalize().ok() == output;
            !hidden && !nested && !written
        });
        for entry in walk {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&self.root).to_owned();
                Error::Read { path, source: error.into() }
            })?;
            let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let is_yaml = entry.path().extension().is_some_and(|e| e == "yaml" || e == "yml");
            if entry.file_type().is_dir() || !is_yaml || relative == Path::new(FILE) {
                continue;
            }
            let mut parts = relative.components();
            let first = parts.next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
            let module = if parts.next().is_some() && self.folders_are_modules { first } else { "main".to_owned() };
            files.push((entry.into_path(), module));
        }
        Ok(files)
    }

    /// What a module is called in file names, and its text.
    #[must_use]
    pub fn module(&self, name: &str) -> Module {
        self.modules.iter().find(|module| module.name == name).cloned().unwrap_or_else(|| Module {
            name: name.to_owned(),
            file: if name == "main" { self.name.clone() } else { name.to_owned() },
            comment: String::new(),
        })
    }

    /// Where a module stands among the others; unlisted ones follow by name.
    #[must_use]
    pub fn module_order(&self, name: &str) -> (usize, String) {
        let listed = self.modules.iter().position(|module| module.name == name);
        (listed.unwrap_or(self.modules.len()), name.to_owned())
    }

    /// How its migrations get from one model to another.
    #[must_use]
    pub fn way<'p>(&'p self, renamed: &'p BTreeMap<Id, Id>, done: &'p BTreeMap<Id, Id>) -> Way<'p> {
        Way {
            profile: &self.profile,
            modules: self.modules.iter().map(|module| module.name.as_str()).collect(),
            renamed,
            done,
            online: self.migrations.online,
        }
    }

    /// Whether an object is said to be somebody else's, by its kind and name: `table public.tmp_*`.
    #[must_use]
    pub fn leaves_alone(&self, id: &Id) -> bool {
        let name = id.reference();
        self.unmanaged.iter().any(|pattern| matches(pattern, &name))
    }

    /// What a lint does in this project.
    #[must_use]
    pub fn level(&self, code: Code, default: Level) -> Level {
        self.lints.get(&code).copied().unwrap_or(default)
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_stand_for_names() {
        assert!(matches("table public.tmp", "table public.tmp"));
        assert!(matches("table public.*", "table public.tmp") && matches("*.a*c*", "view s.abcd"));
        assert!(!matches("table public.tmp", "table public.tmp2") && !matches("view *", "table v"));
        assert!(!matches("a*a", "a"));
    }
}
