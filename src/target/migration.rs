//! Steps → migration files: one file a module in the order the plan gives, each with the file that undoes it.

mod undo;

use std::collections::HashMap;

use serde::Serialize;

use crate::diff::Change;
use crate::error::Result;
use crate::kind::Id;
use crate::lock::{self, Lock, Migration};
use crate::name;
use crate::plan::{Joined, Plan, Refusal, Step, joined};
use crate::project::{Naming, Project};
use crate::rename::name_of;
use crate::step::Hazard;
use crate::template::Templates;
use crate::tree::Tree;
use undo::{Back, Reversible};

/// What the template gets.
#[derive(Serialize)]
struct View {
    project: String,
    version: String,
    name: String,
    comment: String,
    down: bool,
    /// What happens, in words.
    summary: Vec<String>,
    hazards: Vec<HazardView>,
    transaction: bool,
    /// Whether settings may be limited to the transaction.
    local: &'static str,
    /// Whether Postgres looks into the bodies of functions.
    check_function_bodies: bool,
    search_path: String,
    /// Whether it reads rows, so that it takes as long as it takes.
    long: bool,
    sections: Vec<Section>,
    /// What held something that undoing does not bring back.
    lost: Vec<String>,
    irreversible: Vec<String>,
}

#[derive(Serialize)]
struct HazardView {
    word: &'static str,
    object: String,
}

/// The statements about one object and what belongs to it.
#[derive(Serialize)]
struct Section {
    title: String,
    statements: Vec<String>,
}

/// Writes the steps that lead on from the lock into files, and returns the lock that follows. `now` is the current time as fourteen digits.
///
/// # Errors
/// When a template fails.
pub fn migrations(
    project: &Project,
    lock: &Lock,
    plan: &Plan,
    now: u64,
    templates: &Templates,
    tree: &mut Tree,
) -> Result<Lock> {
    let catalog = plan.stages.last().map(|end| end.as_ref().clone()).unwrap_or_default();
    let mut next = Lock { migrations: lock.migrations.clone(), catalog, renamed: lock.renamed.clone() };
    let mut versions = Versions::after(project, &lock.migrations, now);
    let mut used: HashMap<String, usize> = HashMap::new();
    for Reversible { batch, changes, back, lost } in undo::reversible(plan, &project.profile) {
        let module = project.module(&batch.module);
        let version = versions.next();
        let count = used.entry(module.file.clone()).or_default();
        *count += 1;
        let name = if *count == 1 { module.file.clone() } else { format!("{}_{count}", module.file) };
        let up = render(project, &version, &name, &module.comment, &batch, false, templates)?;
        let title = Title { version: &version, name: &name, comment: &module.comment };
        let down = render_down(project, title, back, &lost, templates)?;
        // Of the first there is nothing to tell: whatever is there afterwards is its work.
        let changes = (!next.migrations.is_empty()).then_some(changes);
        let migration = Migration { version, name, up: lock::checksum(&up), down: lock::checksum(&down), changes };
        tree.add(migration.up_path(), up);
        tree.add(migration.down_path(), down);
        next.migrations.push(migration);
    }
    Ok(next)
}

/// Steps that go into one file.
#[derive(Debug)]
pub struct Batch {
    pub module: String,
    pub steps: Vec<Step>,
    pub transaction: bool,
}

impl Batch {
    /// Whether anything is left to do in the database.
    #[must_use]
    pub fn has_statements(&self) -> bool {
        self.steps.iter().any(|step| !step.statements.is_empty())
    }

    /// Whether it takes longer the more rows there are.
    fn is_long(&self) -> bool {
        let reads = |hazard: &Hazard| matches!(hazard, Hazard::TableScan | Hazard::TableRewrite | Hazard::MayFail);
        let statements = self.steps.iter().flat_map(|step| &step.statements);
        !self.transaction || statements.flat_map(|statement| &statement.hazards).any(reads)
    }
}

/// Splits where the module changes, and around statements that Postgres runs outside transactions only.
#[must_use]
pub fn batches(steps: Vec<Step>) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for step in steps {
        let transaction = step.statements.iter().all(|statement| statement.transaction);
        let shares =
            |batch: &&mut Batch| transaction && batch.transaction && !step.apart && batch.module == step.module;
        match batches.last_mut().filter(shares) {
            Some(batch) => batch.steps.push(step),
            None => batches.push(Batch { module: step.module.clone(), steps: vec![step], transaction }),
        }
    }
    batches
}

/// The versions of the next files: they only grow, and the files of one run follow each other.
struct Versions {
    naming: Naming,
    next: u64,
}

impl Versions {
    fn after(project: &Project, migrations: &[Migration], now: u64) -> Versions {
        let (naming, start) = (project.migrations.naming, project.migrations.start);
        let last = migrations.iter().filter_map(|migration| migration.version.parse::<u64>().ok()).max();
        let next = match (naming, last) {
            (Naming::Sequence, _) => last.map_or(start.unwrap_or(1), |last| last + 1),
            (Naming::Timestamp | Naming::Supabase, None) => start.unwrap_or(now),
            (Naming::Timestamp | Naming::Supabase, Some(last)) => now.max(last + 1),
        };
        Versions { naming, next }
    }

    fn next(&mut self) -> String {
        let version = self.next;
        self.next += 1;
        match self.naming {
            Naming::Sequence => format!("{version:03}"),
            Naming::Timestamp | Naming::Supabase => format!("{version:014}"),
        }
    }
}

/// A file that carries out a batch.
///
/// # Errors
/// When the template fails.
pub fn render(
    project: &Project,
    version: &str,
    name: &str,
    comment: &str,
    batch: &Batch,
    down: bool,
    templates: &Templates,
) -> Result<String> {
    templates.render("migration.sql.j2", &view(project, Title { version, name, comment }, batch, down))
}

fn view(project: &Project, Title { version, name, comment }: Title, batch: &Batch, down: bool) -> View {
    let transaction = project.migrations.transaction && batch.transaction;
    View {
        project: project.name.clone(),
        version: version.to_owned(),
        name: name.to_owned(),
        comment: one_line(comment),
        down,
        summary: summary(&batch.steps),
        hazards: hazards(&batch.steps),
        transaction,
        local: if transaction { "local " } else { "" },
        check_function_bodies: project.profile.check_function_bodies && !batch.steps.iter().any(|step| step.unchecked),
        search_path: name::list(&project.profile.search_path),
        long: batch.is_long(),
        sections: sections(&batch.steps),
        lost: Vec::new(),
        irreversible: Vec::new(),
    }
}

/// What a file is called.
struct Title<'a> {
    version: &'a str,
    name: &'a str,
    comment: &'a str,
}

fn render_down(project: &Project, title: Title, back: Back, lost: &[Id], templates: &Templates) -> Result<String> {
    let lost = lost.iter().map(Id::to_string).collect();
    match back {
        Ok(steps) => {
            let transaction = steps.iter().flat_map(|step| &step.statements).all(|statement| statement.transaction);
            let batch = Batch { module: String::new(), steps, transaction };
            let view = View { lost, ..view(project, title, &batch, true) };
            templates.render("migration.sql.j2", &view)
        }
        Err(refusals) => {
            let reasons = refusals.iter().map(|refusal| match refusal {
                Refusal::Impossible(id, reason) => format!("{id}: {reason}"),
                Refusal::Cycle(ids) => format!("objects need each other: {}", name::list(ids)),
            });
            let irreversible = reasons.map(|reason| one_line(&reason)).collect();
            let nothing = Batch { module: String::new(), steps: Vec::new(), transaction: false };
            let view = View { lost, irreversible, ..view(project, title, &nothing, true) };
            templates.render("migration.sql.j2", &view)
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the steps do, a line for each outermost object: `create table a with 2 indexes, 1 policy`.
fn summary(steps: &[Step]) -> Vec<String> {
    let mut families: Vec<(&Id, Vec<&Change>)> = Vec::new();
    let mut place: HashMap<&Id, usize> = HashMap::new();
    for step in steps.iter().filter(|step| !step.statements.is_empty()) {
        let Some(change) = step.changes.first().filter(|change| change.id().on.is_none()) else { continue };
        let at = *place.entry(&step.family).or_insert_with(|| {
            families.push((&step.family, Vec::new()));
            families.len() - 1
        });
        families[at].1.push(change);
    }
    families.into_iter().flat_map(|(family, changes)| lines(family, &changes)).collect()
}

/// A new object is told with the number of its parts, a changed one part by part.
fn lines(family: &Id, changes: &[&Change]) -> Vec<String> {
    if !changes.iter().any(|change| matches!(change, Change::Create(id) if id == family)) {
        let line = |change: &&Change| match change {
            Change::Rename(old, new) => {
                format!("rename {old} to {}", name_of(new).map(ToString::to_string).unwrap_or_default())
            }
            Change::Create(id) | Change::Drop(id) | Change::Alter(id) => format!("{} {id}", change.verb()),
        };
        let mut lines: Vec<String> = changes.iter().map(line).collect();
        // What changes in several stages is told once.
        lines.dedup();
        return lines;
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for id in changes.iter().map(|change| change.id()).filter(|id| *id != family) {
        match counts.iter_mut().find(|(words, _)| *words == id.kind.words()) {
            Some((_, count)) => *count += 1,
            None => counts.push((id.kind.words(), 1)),
        }
    }
    let parts: Vec<String> = counts
        .iter()
        .map(|(words, count)| if *count == 1 { (*words).to_owned() } else { format!("{count} × {words}") })
        .collect();
    let with = if parts.is_empty() { String::new() } else { format!(" with {}", parts.join(", ")) };
    vec![format!("create {family}{with}")]
}

fn hazards(steps: &[Step]) -> Vec<HazardView> {
    let mut views = Vec::new();
    for step in steps {
        let Some(subject) = step.subject() else { continue };
        let mut words: Vec<Hazard> =
            step.statements.iter().flat_map(|statement| statement.hazards.iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        for hazard in words {
            let objects = if hazard == Hazard::StaleValues { step.stale.iter().collect() } else { vec![subject] };
            views.extend(objects.into_iter().map(|id| HazardView { word: hazard.word(), object: id.to_string() }));
        }
    }
    views
}

/// Statements about one object and what belongs to it share a section.
fn sections(steps: &[Step]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for Joined { step, sql } in joined(steps) {
        let (title, statement) = (step.family.to_string(), terminated(&sql));
        match sections.last_mut().filter(|last| last.title == title) {
            Some(section) => section.statements.push(statement),
            None => sections.push(Section { title, statements: vec![statement] }),
        }
    }
    sections
}

/// A statement with its semicolon, on a line of its own if a comment ends the text.
fn terminated(sql: &str) -> String {
    let ends_in_comment = sql.lines().last().is_some_and(|line| line.contains("--"));
    format!("{sql}{};", if ends_in_comment { "\n" } else { "" })
}
