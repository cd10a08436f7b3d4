//! The lock after a merge. Git joins it line by line, and stops where two branches changed neighbouring lines: at the migrations, always.
//! Either side is a lock of its own then. What the migrations of a side changed stands in them, so the sides are united object by object,
//! or it is said which changes exclude each other. The common ancestor is not needed, which git shows in some settings only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use super::{FILE, Lock, Migration, ROWS, What};
use crate::catalog::{Catalog, Entry};
use crate::code::{self, Code};
use crate::compare;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::kind::{Id, Kind, Object};
use crate::profile::Profile;
use crate::resolve::Resolver;
use crate::source::direct;

/// What a mark of git tells of the lines after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Both,
    Ours,
    Ancestor,
    Theirs,
}

/// The text of the lock on our side of a merge and on theirs; none if the marks are not in order.
pub(super) fn sides(text: &str) -> Option<[String; 2]> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut of = Of::Both;
    for line in text.lines() {
        let mark = line.split(' ').next().unwrap_or_default();
        of = match (mark, of) {
            ("<<<<<<<", Of::Both) => Of::Ours,
            ("|||||||", Of::Ours) => Of::Ancestor,
            ("=======", Of::Ours | Of::Ancestor) => Of::Theirs,
            (">>>>>>>", Of::Theirs) => Of::Both,
            ("<<<<<<<" | "|||||||" | "=======" | ">>>>>>>", _) => return None,
            (_, of) => {
                ours.extend([line].into_iter().filter(|_| matches!(of, Of::Both | Of::Ours)));
                theirs.extend([line].into_iter().filter(|_| matches!(of, Of::Both | Of::Theirs)));
                of
            }
        };
    }
    (of == Of::Both).then(|| [joined(&ours), joined(&theirs)])
}

/// Lines as one text, with commas between items only: which is the last may come from the other side.
fn joined(lines: &[&str]) -> String {
    let is_item = |line: &str| line.starts_with("{\"");
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if is_item(line) {
            let more = lines.get(index + 1).is_some_and(|next| is_item(next));
            text.push_str(line.trim_end_matches(','));
            text.push_str(if more { ",\n" } else { "\n" });
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What one branch did that the other does not know of.
struct Branch<'l> {
    lock: &'l Lock,
    /// Its migrations that the other has not.
    own: Vec<&'l Migration>,
    did: BTreeMap<Id, Did<'l>>,
}

struct Did<'l> {
    what: What,
    /// The last that had to do with the object.
    migration: &'l Migration,
}

impl<'l> Branch<'l> {
    /// None if a migration does not say what it changed.
    fn of(lock: &'l Lock, other: &Lock) -> Option<Branch<'l>> {
        let own: Vec<&Migration> = lock.migrations.iter().filter(|own| !other.migrations.contains(own)).collect();
        let mut did: BTreeMap<Id, Did> = BTreeMap::new();
        for migration in &own {
            match &migration.changes {
                Some(changes) => {
                    for changed in changes {
                        add(&mut did, &changed.id, &changed.what, migration);
                    }
                }
                None if lock.migrations.first() == Some(migration) => {
                    let all = lock.catalog.objects.keys().map(|id| (id.clone(), What::Created));
                    did.extend(all.map(|(id, what)| (id, Did { what, migration })));
                }
                None => return None,
            }
        }
        Some(Branch { lock, own, did })
    }

    fn entry(&self, id: &Id) -> Option<&'l Entry> {
        self.lock.catalog.objects.get(id)
    }

    fn dropped(&self, id: &Id) -> Option<&Did<'l>> {
        self.did.get(id).filter(|did| did.what == What::Dropped)
    }
}

fn add<'l>(did: &mut BTreeMap<Id, Did<'l>>, id: &Id, what: &What, migration: &'l Migration) {
    let what = match (did.remove(id).map(|before| before.what), what) {
        (Some(What::Created), What::Dropped) => return,
        (Some(What::Created | What::Dropped), _) => What::Created,
        (Some(What::Changed(mut names)), What::Changed(more)) => {
            names.extend(more.iter().cloned());
            What::Changed(names)
        }
        (Some(What::Changed(_)) | None, what) => what.clone(),
    };
    did.insert(id.clone(), Did { what, migration });
}

/// Two changes that exclude each other, in words: what our migration does and what theirs does.
struct Clash {
    id: Id,
    notes: [String; 2],
}

impl Clash {
    fn swapped(self) -> Clash {
        let Clash { id, notes: [ours, theirs] } = self;
        Clash { id, notes: [theirs, ours] }
    }
}

/// One lock with the migrations of both in order of their versions. What does not go together goes to `out`.
pub(super) fn unite(
    ours: &Lock,
    theirs: &Lock,
    output: &Path,
    profile: &Profile,
    out: &mut Diagnostics,
) -> Option<Lock> {
    let (Some(ours), Some(theirs)) = (Branch::of(ours, theirs), Branch::of(theirs, ours)) else {
        let message = "a migration in the lock does not say what it changed, so the branches cannot be joined";
        out.push(
            Diagnostic::error(code::BRANCHES_CLASH, None, message)
                .help("take the lock of one branch, remove the migrations of the other, and run `schemac generate`"),
        );
        return None;
    };
    let mut clashes = Vec::new();
    let mut catalog = Catalog::default();
    let ids: BTreeSet<&Id> =
        [&ours, &theirs].into_iter().flat_map(|b| b.lock.catalog.objects.keys().chain(b.did.keys())).collect();
    for id in ids {
        let entry = match (ours.did.get(id), theirs.did.get(id)) {
            // What no migration changed, no migration has to change back.
            (None, None) => ours.entry(id).or_else(|| theirs.entry(id)).cloned(),
            (Some(_), None) => ours.entry(id).cloned(),
            (None, Some(_)) => theirs.entry(id).cloned(),
            (Some(our), Some(their)) => both(id, [our, their], [ours.entry(id), theirs.entry(id)], profile)
                .unwrap_or_else(|clash| {
                    clashes.push(clash);
                    None
                }),
        };
        catalog.objects.extend(entry.map(|entry| (id.clone(), entry)));
    }
    clashes.extend(missing(&ours, &theirs, profile));
    clashes.extend(missing(&theirs, &ours, profile).into_iter().map(Clash::swapped));
    let way_out = way_out(&ours, &theirs, output);
    let same_version = same_version(&ours, &theirs);
    for (code, message, notes) in same_version.into_iter().chain(outermost(clashes).map(clashing)) {
        let diagnostic = notes.into_iter().fold(Diagnostic::error(code, None, message), Diagnostic::note);
        out.push(diagnostic.help(way_out.clone()));
    }
    if out.has_errors() {
        return None;
    }
    let mut migrations = ours.lock.migrations.clone();
    migrations.extend(theirs.own.into_iter().cloned());
    migrations.sort_by_key(|migration| migration.version.parse::<u64>().unwrap_or(u64::MAX));
    let renamed = ours.lock.renamed.iter().chain(&theirs.lock.renamed);
    let renamed = renamed.map(|(new, old)| (new.clone(), old.clone())).collect();
    Some(Lock { migrations, catalog, renamed })
}

type Finding = (Code, String, Vec<String>);

fn clashing(clash: Clash) -> Finding {
    (
        code::BRANCHES_CLASH,
        format!("both branches changed {}, and their changes do not go together", clash.id),
        clash.notes.into(),
    )
}

/// What applies migrations keeps one row a version.
fn same_version(ours: &Branch, theirs: &Branch) -> Vec<Finding> {
    let pairs = ours.own.iter().flat_map(|our| theirs.own.iter().map(move |their| (our, their)));
    let same = pairs.filter(|(our, their)| our.version == their.version);
    same.map(|(our, their)| {
        let notes = vec![format!("ours is {}", our.up_path()), format!("theirs is {}", their.up_path())];
        (code::DUPLICATE_VERSION, format!("both branches have a migration {}", our.version), notes)
    })
    .collect()
}

/// Without the parts of what is told itself.
fn outermost(mut clashes: Vec<Clash>) -> impl Iterator<Item = Clash> {
    clashes.sort_by(|a, b| (a.id.path.len(), &a.id).cmp(&(b.id.path.len(), &b.id)));
    let mut told: Vec<Clash> = Vec::new();
    for clash in clashes {
        let within =
            |whole: &Clash| Kind::RELATIONS.contains(&whole.id.kind) && clash.id.path.starts_with(&whole.id.path);
        if !told.iter().any(|other| within(other) || other.id == clash.id) {
            told.push(clash);
        }
    }
    told.into_iter()
}

/// Kinds whose attributes are set one by one, so that two branches may each set another one.
const SET_ONE_BY_ONE: &[Kind] = &[Kind::Column, Kind::Table, Kind::Sequence, Kind::Role];

/// What becomes of an object that both had to do with.
fn both(id: &Id, did: [&Did; 2], entries: [Option<&Entry>; 2], profile: &Profile) -> Result<Option<Entry>, Clash> {
    let [our, their] = did;
    let clash = |notes: [String; 2]| Clash { id: id.clone(), notes };
    let whole = || clash([told(our), told(their)]);
    let (Some(mine), Some(other)) = (entries[0], entries[1]) else {
        // What has no statement of its own, or whose statement may be repeated, is gone either way.
        let gone = entries == [None, None] && id.kind.label().is_empty();
        return if gone { Ok(None) } else { Err(whole()) };
    };
    let differing = super::differing(&mine.object, &other.object);
    let (What::Changed(mine_names), What::Changed(other_names)) = (&our.what, &their.what) else {
        let alike = differing.is_empty() && our.what == their.what;
        return if alike && repeats(&mine.object, profile) { Ok(Some(mine.clone())) } else { Err(whole()) };
    };
    if differing.is_empty() {
        // A value is added to an enum once.
        return if id.kind == Kind::Enum { Err(whole()) } else { Ok(Some(mine.clone())) };
    }
    if let Some(name) = differing.iter().find(|name| mine_names.contains(*name) && other_names.contains(*name)) {
        return Err(clash([set(our, name, &mine.object), set(their, name, &other.object)]));
    }
    let taken = differing.into_iter().filter(|name| other_names.contains(name)).collect();
    let object = match (&mine.object, &other.object) {
        (Object::Seed(mine), Object::Seed(other)) => {
            let names = [mine_names, other_names];
            // Rows found by another key, or a migration that does not say which rows it changed.
            if mine.key != other.key || names.iter().any(|names| names.contains(ROWS)) {
                return Err(whole());
            }
            mine.with_rows(other, &taken).into()
        }
        _ if SET_ONE_BY_ONE.contains(&id.kind) => {
            compare::with_attributes(&mine.object, &other.object, &taken).ok_or_else(whole)?
        }
        _ => return Err(whole()),
    };
    Ok(Some(Entry { object, ..mine.clone() }))
}

/// Whether what creates an object may run twice.
fn repeats(object: &Object, profile: &Profile) -> bool {
    let once = |sql: &str| {
        let head = sql.lines().next().unwrap_or_default();
        let adds =
            head.starts_with("alter table") && (sql.contains(" add column ") || sql.contains(" add constraint "));
        adds || head.starts_with("create ") && !head.contains(" if not exists ") && !head.contains(" or replace ")
    };
    !object.create(&[], profile).iter().any(|statement| once(&statement.sql))
}

/// What one branch needs that the other dropped, or has in use where the other's later migration gives it another type.
fn missing(here: &Branch, there: &Branch, profile: &Profile) -> Vec<Clash> {
    let resolver = Resolver::new(&here.lock.catalog, &profile.search_path);
    let mut clashes = Vec::new();
    for (id, did) in &here.did {
        let Some(entry) = here.entry(id) else { continue };
        let needs = resolver.needs(id, entry).hard;
        let parent = resolver.parent(&entry.object);
        for need in needs.iter().chain(&parent) {
            let Some(other) = there.did.get(need) else { continue };
            let retyped = match &other.what {
                What::Changed(names) => names.contains("type") && entry.object.pins_types(),
                What::Created | What::Dropped => false,
            };
            let before = did.migration.version < other.migration.version;
            if there.dropped(need).is_some() && !there.did.contains_key(id) || retyped && before {
                let uses = format!("{} uses it: {id}", did.migration.up_path());
                clashes.push(Clash { id: need.clone(), notes: [uses, told(other)] });
            }
        }
    }
    clashes
}

/// What a migration did with an object, in words.
fn told(did: &Did) -> String {
    let path = did.migration.up_path();
    match &did.what {
        What::Created => format!("{path} creates it"),
        What::Dropped => format!("{path} drops it"),
        What::Changed(names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{path} changes {}", names.join(", "))
        }
    }
}

fn set(did: &Did, name: &str, object: &Object) -> String {
    let value = match object {
        Object::Seed(seed) => seed.row_called(name).or_else(|| compare::attribute(object, name)),
        _ => compare::attribute(object, name),
    };
    let value = value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    format!("{} sets `{name}` to {value}", did.migration.up_path())
}

/// The commands that put the change of our branch after the migrations of theirs. What they removed is written anew from the YAML.
fn way_out(ours: &Branch, theirs: &Branch, output: &Path) -> String {
    let paths = |branch: &Branch| -> BTreeSet<String> {
        branch.own.iter().flat_map(|migration| [migration.up_path(), migration.down_path()]).collect()
    };
    let (mine, other) = (paths(ours), paths(theirs));
    let full = |path: &str| direct(&output.join(path)).display().to_string();
    let mut help = format!(
        "if the migrations of your branch were not applied elsewhere, write them anew: `git checkout --theirs -- {}",
        full(FILE)
    );
    let written = |help: &mut String, path: &String| {
        // A String takes whatever is written to it.
        let _ = write!(help, " {}", full(path));
    };
    mine.intersection(&other).for_each(|path| written(&mut help, path));
    if !mine.is_subset(&other) {
        help.push_str(" && git rm -qf --");
        mine.difference(&other).for_each(|path| written(&mut help, path));
    }
    help.push_str(" && schemac generate`; with --ours and the files of the other branch it is the other way round");
    help
}
