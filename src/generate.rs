//! `schemac generate` as a function: a project folder in, migrations, models and documentation out. The page to read first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cache::State;
use crate::catalog::Catalog;
use crate::code;
use crate::consent;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Result;
use crate::forget::forget;
use crate::kind::Id;
use crate::lock::{self, Lock};
use crate::lower::{self, Lowered};
use crate::plan::{Refusal, Step, Way, plan};
use crate::project::{self, Project, Root};
use crate::source::{Sources, Span, direct};
use crate::step::Hazard;
use crate::target;
use crate::template::Templates;
use crate::tree::{Differences, Tree};

/// What a run may do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Compare with what is on disk instead of writing.
    pub check: bool,
    /// Hazards allowed for this run, beside those the project allows.
    pub allow: BTreeSet<Hazard>,
    /// The current time as fourteen digits, for the names of new migrations.
    pub now: u64,
}

/// What came of one project.
#[derive(Debug, Clone, Default)]
pub struct Generated {
    pub project: String,
    pub output: PathBuf,
    /// Objects in the model.
    pub objects: usize,
    /// Paths below the output folder.
    pub written: Vec<String>,
    pub removed: Vec<String>,
    pub unchanged: usize,
    /// Nothing was read closer, because a run before left everything just as it is.
    pub remembered: bool,
}

/// Generates the project in a folder, or all projects of a workspace. What is wrong in their files goes to `out`; a project with errors
/// writes nothing.
///
/// # Errors
/// When the environment fails: files, templates.
pub fn generate(
    root: &Path,
    options: &Options,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Vec<Generated>> {
    let mut generated = Vec::new();
    for project in projects(root, sources, out)? {
        let state = State::of(&project)?;
        if let Some(found) = state.recall(sources) {
            out.extend(found);
            generated.push(Generated {
                project: project.name,
                output: project.output,
                remembered: true,
                ..Generated::default()
            });
            continue;
        }
        let mut findings = Diagnostics::default();
        let remembered = project.clone();
        generated.extend(generate_one(project, options, sources, &mut findings)?);
        // What is said of a change is said by the run that plans it.
        let lasts = !findings.iter().any(|finding| finding.code == code::STALE_VALUES);
        if !findings.has_errors() && lasts {
            State::of(&remembered)?.remember(&findings, sources);
        }
        out.extend(findings);
    }
    Ok(generated)
}

/// The projects that a folder stands for.
///
/// # Errors
/// When a `schemac.yaml` cannot be read.
pub fn projects(root: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Result<Vec<Project>> {
    let mut found = Vec::new();
    match project::read(root, sources, out)? {
        Some(Root::Project(project)) => found.push(*project),
        Some(Root::Workspace(folders)) => {
            for folder in folders {
                found.extend(projects(&folder, sources, out)?);
            }
        }
        None => {}
    }
    Ok(found)
}

/// Reads and checks a project: YAML to model, lints, and whether an order exists in which its objects can be created.
///
/// # Errors
/// When a file cannot be read.
pub fn check(project: &mut Project, sources: &mut Sources, out: &mut Diagnostics) -> Result<Lowered> {
    let mut findings = Diagnostics::default();
    let lowered = read(project, sources, &mut findings)?;
    if !findings.has_errors()
        && let Err(refusals) = plan(&Catalog::default(), &lowered.catalog, &Way::straight(&project.profile))
    {
        refusals.iter().for_each(|refusal| findings.push(refused(refusal, &lowered)));
    }
    out.extend(findings);
    Ok(lowered)
}

/// YAML to model, and lints.
fn read(project: &mut Project, sources: &mut Sources, out: &mut Diagnostics) -> Result<Lowered> {
    let lowered = lower::lower(project, sources, out)?;
    project.profile.search_path.clone_from(&lowered.search_path);
    // What could not be read is missing from the model, and advice about the rest would be wrong.
    if !out.has_errors() {
        crate::lint::lint(project, &lowered, sources, out);
    }
    Ok(lowered)
}

fn generate_one(
    mut project: Project,
    options: &Options,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Option<Generated>> {
    let lowered = read(&mut project, sources, out)?;
    let lock = Lock::read_merged(&project.output, &project.profile, sources, out)?;
    let (Some(mut lock), false) = (lock, out.has_errors()) else { return Ok(None) };
    lock.catalog = forget(&lock.catalog, &lowered.externals, &lowered.catalog);
    let plan = match plan(&lock.catalog, &lowered.catalog, &project.way(&lowered.renamed, &lock.renamed)) {
        Ok(plan) => plan,
        Err(refusals) => {
            refusals.iter().for_each(|refusal| out.push(refused(refusal, &lowered)));
            return Ok(None);
        }
    };
    consent::ask(&plan.steps, &project, &options.allow, &lowered, out);
    consent::ask_back(&plan.questions, &project, &options.allow, &lowered, out);
    consent::warn(&plan.steps, &lowered.catalog, &lowered, out);
    verify_migrations(&project, &lock, out)?;
    if options.check {
        stale_migrations(&plan.steps, &lowered, out);
    }
    if out.has_errors() {
        return Ok(None);
    }
    let templates = Templates::new(project.templates.as_deref())?;
    let mut tree = Tree::default();
    let mut next = target::migration::migrations(&project, &lock, &plan, options.now, &templates, &mut tree)?;
    next.renamed.clone_from(&lowered.renamed);
    tree.add(lock::FILE, next.text()?);
    derived(&project, &lowered, &templates, &mut tree)?;
    finish(&project, &lock, &tree, options, &lowered.catalog, out)
}

/// What follows from the model alone, whatever was generated before.
fn derived(project: &Project, lowered: &Lowered, templates: &Templates, tree: &mut Tree) -> Result<()> {
    target::jobs::jobs(project, &lowered.catalog, tree);
    let models = || {
        let mut models = Tree::default();
        if project.models.is_some() {
            target::models::models(project, &lowered.catalog, templates, &mut models)?;
        }
        Ok(models)
    };
    // The two know nothing of each other, and documentation takes most of the time.
    let models = std::thread::scope(|scope| {
        let models = scope.spawn(models);
        let docs = target::docs::docs(project, &lowered.catalog, &lowered.externals, templates, tree);
        let models = models.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        docs.and(models)
    })?;
    tree.files.extend(models.files);
    Ok(())
}

/// Folders that hold nothing but what a run writes anew.
const OWNED: &[&str] = &["models", "docs", "jobs"];

fn finish(
    project: &Project,
    lock: &Lock,
    tree: &Tree,
    options: &Options,
    catalog: &Catalog,
    out: &mut Diagnostics,
) -> Result<Option<Generated>> {
    let Differences { missing, changed, orphaned } = tree.compare(&project.output, OWNED)?;
    let generated = Generated {
        project: project.name.clone(),
        output: project.output.clone(),
        objects: catalog.objects.len(),
        unchanged: tree.files.len() - missing.len() - changed.len() + lock.checksums().len(),
        written: missing.iter().chain(&changed).cloned().collect(),
        removed: orphaned.clone(),
        remembered: false,
    };
    if options.check {
        let stale = missing
            .iter()
            .map(|path| (path, "is missing"))
            .chain(changed.iter().map(|path| (path, "is stale")))
            .chain(orphaned.iter().map(|path| (path, "belongs to nothing")));
        for (path, what) in stale {
            out.push(
                Diagnostic::error(code::STALE_OUTPUT, None, format!("{} {what}", project.output.join(path).display()))
                    .help("run `schemac generate` and commit what it writes"),
            );
        }
        return Ok(Some(Generated { written: Vec::new(), removed: Vec::new(), ..generated }));
    }
    tree.write(&project.output, &Differences { missing, changed, orphaned })?;
    Ok(Some(generated))
}

/// Where an object of the model, or the nearest thing it belongs to, is declared.
pub(crate) fn place(id: &Id, lowered: &Lowered) -> Option<Span> {
    lowered.places.get(id).copied().or_else(|| {
        let prefix = |other: &Id| other.path.len() >= 2 && id.path.len() >= 2 && other.path[..2] == id.path[..2];
        lowered.places.iter().find(|(other, _)| prefix(other)).map(|(_, span)| *span)
    })
}

pub(crate) fn refused(refusal: &Refusal, lowered: &Lowered) -> Diagnostic {
    match refusal {
        Refusal::Impossible(id, reason) => Diagnostic::error(
            code::IMPOSSIBLE_CHANGE,
            place(id, lowered),
            format!("{id} cannot become what is declared"),
        )
        .help(reason.clone()),
        Refusal::Cycle(ids) => {
            let first = ids.first();
            let mut diagnostic = Diagnostic::error(
                code::DEPENDENCY_CYCLE,
                first.and_then(|id| place(id, lowered)),
                "these objects need each other, so none can be created first",
            );
            for id in ids {
                diagnostic = match place(id, lowered) {
                    Some(span) => diagnostic.also(span, id.to_string()),
                    None => diagnostic.note(id.to_string()),
                };
            }
            diagnostic.help("break the circle: take one of the references out, or move it into a function body that is read when it runs")
        }
    }
}

/// Migrations that were written may have been applied: they are never written again, and never edited.
pub(crate) fn verify_migrations(project: &Project, lock: &Lock, out: &mut Diagnostics) -> Result<()> {
    let mut versions = BTreeSet::new();
    for migration in lock.migrations.iter().filter(|migration| !versions.insert(&migration.version)) {
        out.push(
            Diagnostic::error(
                code::DUPLICATE_VERSION,
                None,
                format!("two migrations have the version {}: one is {}", migration.version, migration.up_path()),
            )
            .note("what applies migrations keeps one row a version, and would leave one of them out")
            .help("take the lock from the branch whose migration stays, remove the files of the other, and run `schemac generate`"),
        );
    }
    for (path, wanted) in lock.checksums() {
        let full = direct(&project.output.join(&path));
        match std::fs::read_to_string(&full) {
            Ok(text) if lock::checksum(&text) == wanted => {}
            Ok(_) => out.push(
                Diagnostic::error(
                    code::EDITED_MIGRATION,
                    None,
                    format!("{} was edited after it was generated", full.display()),
                )
                .note("what the lock says and what the file does are two things now")
                .help("restore the file from version control, and make the change in the YAML"),
            ),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => out.push(
                Diagnostic::error(
                    code::EDITED_MIGRATION,
                    None,
                    format!("{} is in the lock, but not there", full.display()),
                )
                .help("restore the file from version control; to start anew, remove the whole output folder"),
            ),
            Err(source) => return Err(crate::error::Error::Read { path: full, source }),
        }
    }
    Ok(())
}

pub(crate) fn stale_migrations(steps: &[Step], lowered: &Lowered, out: &mut Diagnostics) {
    for step in steps.iter().filter(|step| !step.statements.is_empty()) {
        if let Some(subject) = step.subject() {
            out.push(
                Diagnostic::error(
                    code::STALE_OUTPUT,
                    place(subject, lowered),
                    format!("no migration has this yet: {subject}"),
                )
                .help("run `schemac generate` and commit what it writes"),
            );
        }
    }
}

/// The time for the names of new migrations as fourteen digits; `SOURCE_DATE_EPOCH` stands in for the clock where it is set.
#[must_use]
pub fn now() -> u64 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
    let time = fixed.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0)).unwrap_or_else(chrono::Utc::now);
    time.format("%Y%m%d%H%M%S").to_string().parse().unwrap_or(0)
}
