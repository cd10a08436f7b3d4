//! `schemac pull` as a function: what a database contains, as a project folder. Where a project is there already, a declaration that
//! still says what the database says keeps its text, with its comments and its short forms, in the file it is in.

mod files;
mod merge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::authored;
use crate::catalog::Catalog;
use crate::dependencies;
use crate::diagnostic::{Diagnostics, Severity};
use crate::document::{self, Document};
use crate::drift::Report;
use crate::error::{Error, Result};
use crate::generate;
use crate::introspect::{Found, Unmodelled};
use crate::kind::default_privileges::given;
use crate::kind::owner::Owner;
use crate::kind::scope::Externals;
use crate::kind::{Id, Kind, Object};
use crate::live::{Reading, Scope, Server};
use crate::lower::{self, Lowered};
use crate::name::Ident;
use crate::profile::{Platform, Profile, Scheduler};
use crate::project::{self, Project, Root};
use crate::source::Sources;
use crate::tree::{Differences, Tree};
use crate::yaml::emit::{Map, Value};
use merge::Merge;

/// What to pull.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only these schemas, if any are named.
    pub schemas: BTreeSet<Ident>,
}

/// Compares the project that is there already with the database, as `schemac drift` does; nothing where that cannot be done. Asked only
/// where a declaration has other words than the database.
pub type Judge<'a> = &'a dyn Fn(&Project, &Lowered) -> Result<Option<Report>>;

/// What came of it.
#[derive(Debug, Default)]
pub struct Pulled {
    /// Objects in the model.
    pub objects: usize,
    /// Paths below the folder.
    pub written: Vec<String>,
    pub removed: Vec<String>,
    pub unchanged: usize,
    /// What the database has and the project cannot say.
    pub unmodelled: BTreeSet<Unmodelled>,
}

/// Writes what was read as a project into a folder. What is wrong in a project that is there already goes to `out`, and then nothing is
/// written.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn pull(
    mut reading: Reading,
    root: &Path,
    options: &Options,
    judge: Judge,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Option<Pulled>> {
    let existing = match read_existing(root, sources, out)? {
        Existing::None => None,
        Existing::Broken => return Ok(None),
        Existing::Project(project, lowered) => Some((project, lowered)),
    };
    let (profile, schema) = match &existing {
        Some((project, _)) => (project.profile.clone(), project.schema.clone()),
        None => (profile(&reading.server), home(&reading)),
    };
    let declared = |id: &Id| existing.as_ref().is_some_and(|(_, lowered)| lowered.catalog.get(id).is_some());
    reading.leave_out_dependents(declared);
    let scope = scope(&reading, &profile, existing.as_ref().map(|(_, lowered)| lowered.as_ref()), options);
    reading.keep(&scope);
    let unmodelled = std::mem::take(&mut reading.unmodelled);
    let mut catalog = Found::into_catalog(objects(&mut reading));
    dependencies::declare(&mut catalog, &reading.dependencies);
    let objects = catalog.objects.len();
    let nothing = Lowered::default();
    let lowered = existing.as_ref().map_or(&nothing, |(_, lowered)| lowered);
    let externals = externals(&catalog, lowered, &profile);
    // A database keeps no rows as declarations, no raw SQL, and no jobs where nothing carries them out: what is said of those stays said.
    let unread = std::mem::take(&mut reading.unread);
    let looked_at = |id: &Id| id.is_read() && !unread.contains(&id.kind) && scope.holds(id);
    let found = catalog.clone();
    let silent = lowered.catalog.objects.iter().filter(|(id, _)| !looked_at(id));
    catalog.objects.extend(silent.map(|(id, entry)| (id.clone(), entry.clone())));
    let documents = document::documents(document::Source {
        catalog: &catalog,
        externals: &externals,
        answered: &lowered.answered,
        reasons: &lowered.reasons,
        renamed: &lowered.renamed,
        fresh: &lowered.fresh,
        short: true,
        schema: &schema,
        profile: &profile,
    });
    let mut tree = Tree::default();
    match &existing {
        None => {
            tree.add(project::FILE, settings(root, &reading.server, &profile, &schema).document());
            for Document { ids, text } in documents {
                files::append(&mut tree, &files::path(&ids, &catalog, &schema), &text);
            }
        }
        Some((project, lowered)) => {
            let merge = Merge { project, lowered, catalog: &found, looked_at: &looked_at };
            let mut changed = merge.reworded();
            // Whether other words mean the same only the server can say.
            if !changed.is_empty()
                && let Some(report) = judge(project, lowered)?
            {
                let drifted = merge.drifted(&report);
                changed.retain(|key| drifted.contains(key));
            }
            tree = merge.files(&changed, documents, sources);
        }
    }
    let Differences { missing, changed, orphaned: _ } = tree.compare(root, &[])?;
    let (removed, written): (Vec<String>, Vec<String>) =
        missing.into_iter().chain(changed).partition(|path| tree.files.get(path).is_some_and(String::is_empty));
    tree.write(root, &Differences { missing: written.clone(), changed: Vec::new(), orphaned: removed.clone() })?;
    if existing.is_none() {
        let mut settings = settings(root, &reading.server, &profile, &schema);
        if tolerate(root, &mut settings)? {
            let mut tree = Tree::default();
            tree.add(project::FILE, settings.document());
            let changed = vec![project::FILE.to_owned()];
            tree.write(root, &Differences { missing: Vec::new(), changed, orphaned: Vec::new() })?;
        }
    }
    Ok(Some(Pulled {
        objects,
        unchanged: tree.files.len() - written.len() - removed.len(),
        written,
        removed,
        unmodelled,
    }))
}

/// What is in the folder so far.
enum Existing {
    None,
    /// What was wrong is told.
    Broken,
    Project(Box<Project>, Box<Lowered>),
}

fn read_existing(root: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Existing> {
    if !root.join(project::FILE).exists() {
        return Ok(Existing::None);
    }
    let project = match project::read(root, sources, out)? {
        Some(Root::Project(project)) => project,
        Some(Root::Workspace(_)) => {
            let shown = root.display();
            return Err(Error::Usage(format!("{shown} is a workspace; name one of its projects with `--project`")));
        }
        None => return Ok(Existing::Broken),
    };
    let mut findings = Diagnostics::default();
    let lowered = lower::lower(&project, sources, &mut findings)?;
    if findings.has_errors() {
        out.extend(findings);
        return Ok(Existing::Broken);
    }
    Ok(Existing::Project(project, Box::new(lowered)))
}

/// Has the rules that stop at what a new project was pulled with warn of it instead: it runs as it is. Returns whether there are any.
fn tolerate(root: &Path, settings: &mut Map) -> Result<bool> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    if let Some(Root::Project(mut project)) = project::read(root, &mut sources, &mut found)? {
        generate::check(&mut project, &mut sources, &mut found)?;
    }
    let stopping = found.iter().filter(|finding| finding.severity == Severity::Error && finding.code.is_lint());
    let rules: BTreeSet<&str> = stopping.map(|finding| finding.code.name()).collect();
    let mut lints = Map::default();
    rules.iter().for_each(|rule| lints.set(rule, "warn"));
    settings.set("lints", lints);
    Ok(!rules.is_empty())
}

/// What a new project says of the place it was read from.
fn profile(server: &Server) -> Profile {
    let supabase = server.is_supabase();
    Profile {
        postgres: server.major,
        platform: if supabase { Platform::Supabase } else { Platform::Postgres },
        scheduler: if server.has_schema("cron") { Scheduler::PgCron } else { Scheduler::None },
        // What a database holds may call what is no longer there.
        check_function_bodies: false,
        search_path: Vec::new(),
        exposed_schemas: if supabase { vec!["public".into()] } else { Vec::new() },
        defaults: Vec::new(),
        undoing: false,
        ambiguous: BTreeMap::new(),
        user_id: None,
    }
}

/// What is looked at: not what is the platform's or was declared external, but what the project hung on it.
fn scope(reading: &Reading, profile: &Profile, existing: Option<&Lowered>, options: &Options) -> Scope {
    let mut scope = Scope { only: options.schemas.clone(), ..Scope::on(profile.platform) };
    let hung_on = reading.objects.iter().filter(|(_, object)| match object {
        // The platform's own tables come without policies, and its triggers call its own functions.
        Object::Policy(policy) => scope.foreign.contains(&policy.table.schema),
        Object::Trigger(trigger) => {
            scope.foreign.contains(&trigger.table.schema) && scope.holds_schema(&trigger.function.schema)
        }
        _ => false,
    });
    let mut parts: BTreeSet<Id> = hung_on.flat_map(|(id, _)| [id.clone(), Id::satellite(Kind::Comment, id)]).collect();
    if let Some(lowered) = existing {
        parts.extend(lowered.catalog.objects.keys().cloned());
        scope = scope.without(&lowered.externals);
    }
    scope.parts = parts;
    scope
}

/// The schema that names without one are in: the only one, else `public`.
fn home(reading: &Reading) -> Ident {
    // Default privileges for all schemas name an empty one.
    let schemas: BTreeSet<&Ident> =
        reading.objects.keys().filter_map(Id::schema).filter(|schema| !schema.as_str().is_empty()).collect();
    match schemas.first() {
        Some(only) if schemas.len() == 1 => (*only).clone(),
        _ => "public".into(),
    }
}

/// What was read as a project declares it: owners where they are not who reads, and schemas that are there anyway only if something is
/// said of them.
fn objects(reading: &mut Reading) -> BTreeMap<Id, Object> {
    let mut objects = std::mem::take(&mut reading.objects);
    for (on, role) in std::mem::take(&mut reading.owners) {
        if role != reading.server.user && objects.contains_key(&on) {
            objects.insert(Id::satellite(Kind::Owner, &on), Owner { on, role }.into());
        }
    }
    given::state(&mut objects, reading.server.major);
    let said: BTreeSet<Id> = objects.keys().filter_map(Id::target).collect();
    authored::write(&mut objects);
    objects.retain(|id, object| said.contains(id) || !matches!(object, Object::Schema(schema) if schema.shared));
    objects
}

/// Roles that objects mention and nobody declares.
fn externals(catalog: &Catalog, lowered: &Lowered, profile: &Profile) -> Externals {
    let mut roles: BTreeSet<Ident> = catalog.iter().flat_map(|(_, object)| object.roles()).cloned().collect();
    let known = |role: &Ident| {
        matches!(role.as_str(), "public" | "current_user")
            || profile.roles().any(|known| known == role.as_str())
            || lowered.externals.roles.contains(role)
            || catalog.get(&Id::global(Kind::Role, role)).is_some()
    };
    roles.retain(|role| !known(role));
    Externals { roles, ..Externals::default() }
}

/// The `schemac.yaml` of a new project.
fn settings(root: &Path, server: &Server, profile: &Profile, schema: &Ident) -> Map {
    let folder = std::path::absolute(root).ok();
    let folder = folder.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy());
    let name = files::plain(folder.as_deref().unwrap_or(server.database.as_str()));
    let mut map = Map::of("project", name.as_str());
    map.set("postgres", i64::from(server.major));
    if profile.platform == Platform::Supabase {
        map.set("platform", "supabase");
    } else if profile.scheduler == Scheduler::PgCron {
        map.set("scheduler", "pg_cron");
    }
    map.set("schema", schema);
    if !profile.check_function_bodies {
        map.set("check_function_bodies", false);
    }
    // One migration for all of it: folders are for people.
    map.set("modules", Value::List(Vec::new()));
    map
}
