//! Every attribute of every kind, changed: a plan says so, both ways, and leads a server there and back.
//!
//! `mutations/<kind>/<case>.yaml` lists changes to the objects of `cases/<kind>/<case>/schema.yaml`, by object, each a patch of the object as
//! the lock stores it: maps are merged, `null` takes away. `{ refused: …, change: … }` is one that there is no plan for, and why; with
//! `back`, only the way back is refused. An attribute of the model that no change touches fails, if it is not among those that
//! cannot change.
#![cfg(feature = "live")]

#[path = "support/attributes.rs"]
mod attributes;
#[path = "support/case.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod case;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use attributes::Attributes;
use case::{Outcome, Place, Project, run};
use schemac::canonical;
use schemac::catalog::Catalog;
use schemac::compare::{Difference, compare, compare_owners};
use schemac::diagnostic::Diagnostics;
use schemac::generate;
use schemac::kind::{Id, Object};
use schemac::live::{self, Reading};
use schemac::lower::lower;
use schemac::plan::{Plan, Refusal, Way, plan};
use schemac::profile::Profile;
use schemac::scratch::Database;
use schemac::source::Sources;
use serde_json::Value;

/// What no change touches, by how its path begins, or ends after a `*`, and why.
const FIXED: &[(&str, &str)] = &[
    ("*.name", "a name is what an object is known by"),
    ("column.backfill", "it is not in a database: see the cases of backfill"),
    ("table.partition_of", "a way of saying where its columns come from: see the cases of partitions"),
    ("enum.map", "it is not in a database: see the cases of enums made anew"),
    ("user_mapping.user", "it is known by its role and server"),
    ("user_mapping.server", "it is known by its role and server"),
    ("*.table", "a part is known by its table"),
    ("*.on", "it is known by what it is on"),
    ("bucket.id", "it is known by that"),
    ("cast.from", "it is known by its types"),
    ("cast.to", "it is known by its types"),
    ("operator.left", "it is known by its operands"),
    ("operator.right", "it is known by its operands"),
    ("default.column", "it is known by its column"),
    ("default_privileges.for_role", "it is known by that"),
    ("default_privileges.in_schema", "it is known by that"),
    ("default_privileges.on", "it is known by that"),
    ("role_membership.member", "it is known by both roles"),
    ("role_membership.role", "it is known by both roles"),
    ("role_setting.role", "it is known by that"),
    ("role_setting.setting", "it is known by that"),
    ("publication_table.publication", "it is known by that"),
    ("aggregate.arguments[].type", "it is known by its arguments"),
    ("aggregate.arguments[].mode", "it is known by its arguments"),
    ("aggregate.order_by[].type", "it is known by its arguments"),
    ("aggregate.order_by[].mode", "it is known by its arguments"),
    ("aggregate.arguments[].default", "arguments of aggregates have no defaults"),
    ("aggregate.order_by[].default", "arguments of aggregates have no defaults"),
    ("*=origin", "it is not stored: whatever says nothing else"),
    ("*=unsafe", "it is not stored: whatever says nothing else"),
    ("*=volatile", "it is not stored: whatever says nothing else"),
    ("*.mode=in", "it is not stored: whatever says nothing else"),
    ("*=no_action", "it is not stored: whatever says nothing else"),
    ("schema.shared", "whether others made the schema is nothing in it"),
    ("script", "it runs once; what would run instead is refused"),
    ("extension.schema", "whatever is made of it names that schema"),
    ("seed.key", "how rows are found is nothing in them"),
    ("seed.update", "how rows are put in is nothing in them"),
    ("seed.overriding", "how rows are put in is nothing in them"),
    ("partition.attached", "how a partition is declared is nothing in the database"),
    ("partition.parent", "another parent has other columns, and the partition with it"),
    ("publication_table.external", "whose the publication is, is nothing in its membership"),
    ("view.recursive", "the server keeps the query that it stands for"),
    ("column.inherited", "it changes with what the table inherits"),
    ("column.identity.grants{}", "as in rights on a table"),
    ("default_privileges.to{}.privileges[]", "as in rights on a table"),
    ("default_privileges.to{}.with_grant_option[]", "as in rights on a table"),
    ("grants.to{}.with_grant_option[]", "as in rights without that option"),
    ("*=maintain", "only newer servers have that right"),
    ("*=lz4", "not every server is built with it"),
    ("*=execute", "a function has no other right, so the role comes and goes with it"),
    ("*=login", "only newer servers have that event"),
    ("column.generated.stored", "only newer servers have the other form"),
    ("publication.generated_columns", "only newer servers have that option"),
    ("constraint=primary_key.nulls_not_distinct", "a primary key has no nulls"),
    ("constraint=exclude.elements[][].opclass", "as in an index"),
    ("index.elements[].opclass.schema", "one class of operators has one"),
    ("function.padding", "both blanks are one attribute"),
    ("function.transform", "no scratch server has a language with transforms"),
    ("default_privileges.to{}.columns", "no column has default privileges"),
    ("table.partition_by", "a table with another partition key is another table"),
    ("text_search_configuration.parser", "there is one parser, and the model has no others"),
];

/// A project that changes are made to.
struct Base {
    case: PathBuf,
    catalog: Catalog,
    profile: Profile,
    changes: Vec<Change>,
}

/// One object changed.
struct Change {
    id: Id,
    patch: Value,
    to: Object,
    /// Which of the changes of this object it is.
    round: usize,
    /// What is said instead of a plan.
    refused: Option<String>,
    /// What is said instead of a plan back.
    back: Option<String>,
}

impl Base {
    fn read(case: &Path) -> Outcome<Base> {
        let project = Project::new(case, "schema.yaml")?;
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let read = generate::projects(project.folder(), &mut sources, &mut out).map_err(|error| error.to_string())?;
        let read = read.into_iter().next().ok_or("there is no project")?;
        let lowered = lower(&read, &mut sources, &mut out).map_err(|error| error.to_string())?;
        // Extensions are brought by the server, which may lack them.
        let profile = Profile { search_path: lowered.search_path, undoing: true, ..read.profile };
        let text = std::fs::read_to_string(changes_of(case)).map_err(|error| error.to_string())?;
        let listed: BTreeMap<String, Vec<Value>> = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
        let (mut changes, mut wrong) = (Vec::new(), String::new());
        for (name, patches) in listed {
            let Some((id, object)) = lowered.catalog.iter().find(|(id, _)| id.to_string() == name) else {
                let _ = writeln!(wrong, "there is no {name}");
                continue;
            };
            for (round, patch) in patches.into_iter().enumerate() {
                let text = |key: &str| patch.get(key).and_then(Value::as_str).map(str::to_owned);
                let (refused, back) = (text("refused"), text("back"));
                let patch = patch.get("change").cloned().unwrap_or(patch);
                match patched(object, &patch) {
                    Ok(to) if to.id() == *id && to != *object => {
                        changes.push(Change { id: id.clone(), patch, to, round, refused, back });
                    }
                    Ok(_) => drop(writeln!(wrong, "{name}, {patch}: it is another object, or the same as before")),
                    Err(error) => drop(writeln!(wrong, "{name}, {patch}: {error}")),
                }
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Base { case: case.to_owned(), catalog: lowered.catalog, profile, changes })
    }

    fn with<'c>(&self, changes: impl IntoIterator<Item = &'c Change>) -> Catalog {
        let mut catalog = self.catalog.clone();
        for change in changes {
            if let Some(entry) = catalog.objects.get_mut(&change.id) {
                entry.object = change.to.clone();
            }
        }
        catalog
    }

    fn way(&self, online: bool) -> Way<'_> {
        Way { online, ..Way::straight(&self.profile) }
    }
}

fn changes_of(case: &Path) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let name = case.strip_prefix(tests.join("cases")).unwrap_or(case);
    tests.join("mutations").join(name).with_extension("yaml")
}

fn has_changes(case: &Path) -> bool {
    case.join("schema.yaml").is_file() && changes_of(case).is_file()
}

fn patched(object: &Object, patch: &Value) -> Result<Object, serde_json::Error> {
    let mut value = serde_json::to_value(object)?;
    let attributes = value.as_object_mut().and_then(|kind| kind.values_mut().next());
    merge(attributes.unwrap_or(&mut Value::Null), patch);
    serde_json::from_value(value)
}

fn merge(into: &mut Value, patch: &Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                if value.is_null() {
                    into.remove(key);
                } else {
                    merge(into.entry(key.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (into, patch) => *into = patch.clone(),
    }
}

fn bases() -> Vec<Base> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let cases = folders.map(walkdir::DirEntry::into_path).filter(|path| has_changes(path));
    let (mut bases, mut wrong) = (Vec::new(), String::new());
    for case in cases {
        match Base::read(&case) {
            Ok(base) => bases.push(base),
            Err(error) => drop(writeln!(wrong, "{}: {error}", case.display())),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    bases
}

#[test]
fn every_attribute_is_changed() {
    let model = Attributes::of_the_model();
    let all = model.paths();
    let (mut changed, mut printed) = (BTreeSet::new(), String::new());
    for base in bases() {
        for change in &base.changes {
            changed.extend(model.changed(&base.catalog.objects[&change.id].object, &change.to));
        }
        for (_, object) in base.catalog.iter() {
            let _ = writeln!(printed, "{object:#?}");
        }
    }
    let is_fixed = |path: &String| FIXED.iter().any(|(fixed, _)| begins(path, fixed));
    let missing: Vec<&String> = all.difference(&changed).filter(|path| !is_fixed(path)).collect();
    assert!(missing.is_empty(), "no change touches {missing:#?}");
    assert_eq!(Attributes::unknown_fields(&printed), Vec::<String>::new());
    for (fixed, why) in FIXED {
        assert!(all.iter().any(|path| begins(path, fixed)), "there is no {fixed} any more");
        assert!(all.difference(&changed).any(|path| begins(path, fixed)), "{fixed} ({why}) does change");
    }
}

/// Whether a path is another, or leads on from there, or ends so.
fn begins(path: &str, with: &str) -> bool {
    if let Some(end) = with.strip_prefix('*') {
        return path.ends_with(end);
    }
    path.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '=', '[', '{']))
}

#[test]
fn every_change_has_a_plan_both_ways() {
    let (mut failures, mut tried) = (String::new(), 0);
    for base in bases() {
        for change in &base.changes {
            let to = base.with([change]);
            let old = &base.catalog.objects[&change.id].object;
            for online in [false, true] {
                let there = judged(change, old, plan(&base.catalog, &to, &base.way(online)), change.refused.as_deref());
                let back = change.back.as_deref().or(change.refused.as_deref());
                let back = judged(change, old, plan(&to, &base.catalog, &base.way(online)), back);
                tried += 2;
                for (way, outcome) in [("there", there), ("back", back)] {
                    if let Err(failure) = outcome {
                        let case = base.case.display();
                        let _ = writeln!(failures, "{case}: {} {}, {way}: {failure}", change.id, change.patch);
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    println!("{tried} plans");
}

fn judged(change: &Change, old: &Object, plan: Result<Plan, Vec<Refusal>>, refused: Option<&str>) -> Outcome {
    match (plan, refused) {
        (Ok(plan), None) => {
            let about: Vec<_> =
                plan.steps.iter().filter(|step| step.changes.iter().any(|own| *own.id() == change.id)).collect();
            let meaningless = schemac::compare::compare(
                &[(change.id.clone(), old.clone())].into(),
                &[(change.id.clone(), change.to.clone())].into(),
            )
            .is_empty();
            if about.is_empty() || !meaningless && about.iter().all(|step| step.statements.is_empty()) {
                return Err("nothing is done".to_owned());
            }
            Ok(())
        }
        (Err(refusals), Some(refused)) if format!("{refusals:?}").contains(refused) => Ok(()),
        (Ok(_), Some(refused)) => Err(format!("expected to be refused: {refused}")),
        (Err(refusals), _) => Err(format!("{refusals:?}")),
    }
}

#[test]
fn every_change_leads_there_and_back() {
    run("cases", &has_changes, &async |place, case| there_and_back(place, case).await);
}

/// Goes from change to change in one database, with as many objects changed at once as there are, and back in the end. Between reaching
/// a state and leaving it, the same is built from nothing.
async fn there_and_back(place: &Place, case: &Path) -> Outcome {
    let base = Base::read(case)?;
    if base.changes.iter().all(|change| change.refused.is_some()) {
        return Ok(());
    }
    let project = Project::new(case, "schema.yaml")?;
    project.generate()?;
    let mut database = project.database(place, case).await?;
    let empty = Catalog::default();
    let before = read(&mut database).await?;
    let mut at = &base.catalog;
    go(&mut database, &base, &empty, at, false).await?;
    let rounds: Vec<Vec<&Change>> = (0..base.changes.iter().map(|change| change.round + 1).max().unwrap_or_default())
        .map(|round| base.changes.iter().filter(|own| own.round == round && own.refused.is_none()).collect())
        .chain([Vec::new()])
        .collect();
    let states: Vec<Catalog> = rounds.iter().map(|changes| base.with(changes.iter().copied())).collect();
    let mut stuck = false;
    for (changes, state) in rounds.iter().zip(&states) {
        let told = |error: String| {
            let list = changes.iter().map(|change| format!("\n  {} {}", change.id, change.patch));
            format!("{error}\nwith {}", list.collect::<String>())
        };
        if stuck {
            go(&mut database, &base, at, &empty, false).await.map_err(told)?;
            at = &empty;
        }
        go(&mut database, &base, at, state, true).await.map_err(told)?;
        let reached = read(&mut database).await?;
        go(&mut database, &base, state, &empty, false).await.map_err(told)?;
        go(&mut database, &base, &empty, state, false).await.map_err(told)?;
        same("the changed database", &reached, "a new one", &read(&mut database).await?).map_err(told)?;
        at = state;
        stuck = changes.iter().any(|change| change.back.is_some());
    }
    go(&mut database, &base, at, &empty, false).await?;
    let left = read(&mut database).await?;
    // Roles and extensions may be others' as well, and stay.
    let goes = |id: &Id| {
        let object = base.catalog.get(&id.target().unwrap_or_else(|| id.clone()));
        object.is_some_and(|object| !object.drop(&base.profile).is_empty())
    };
    let left: Vec<&Id> = left.objects.keys().filter(|id| goes(id) && !before.objects.contains_key(*id)).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("{left:?} are left")) }
}

async fn go(database: &mut Database, base: &Base, from: &Catalog, to: &Catalog, online: bool) -> Outcome {
    let plan = plan(from, to, &base.way(online)).map_err(|refusals| format!("{refusals:?}"))?;
    canonical::create(database, &plan.steps, &base.profile).await.map_err(|error| {
        let script = plan.steps.iter().flat_map(|step| &step.statements);
        format!("{error}\n{}", script.map(|statement| statement.sql.clone() + ";\n").collect::<String>())
    })
}

async fn read(database: &mut Database) -> Outcome<Reading> {
    live::read(database.connection(), false).await.map_err(|error| format!("reading: {error:?}"))
}

fn same(left: &str, found: &Reading, right: &str, wanted: &Reading) -> Outcome {
    let mut differences: Vec<Difference> = compare(&wanted.objects, &found.objects);
    differences.extend(compare_owners(&wanted.owners, &found.owners, |_| true));
    let notes = [&found.unmodelled, &wanted.unmodelled];
    if differences.is_empty() && notes[0] == notes[1] {
        return Ok(());
    }
    Err(format!("{left} is not as {right}: {differences:#?}, what is noted: {notes:#?}"))
}
