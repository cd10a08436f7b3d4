//! The models on the way to the last one, where others work with the tables meanwhile: what takes an ACCESS EXCLUSIVE lock is done without
//! reading rows, and what reads all rows is done without such a lock, in transactions of their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Way;
use super::direct::Work;
use crate::catalog::{Catalog, Entry};
use crate::diff::{Change, diff};
use crate::kind::column::Column;
use crate::kind::constraint::Rule;
use crate::kind::{Alter, Id, Kind, Object, column, constraint, partition, seed, sequence};
use crate::name::{Ident, Name};
use crate::resolve::Resolver;
use crate::step::Hazard;

/// How many stages there are before what is no longer wanted goes: the structure, with constraints that new rows only are held to; indexes,
/// built concurrently; constraints, validated.
pub const LAST: usize = 3;

/// And one in which what was built is made what it is for, so that what it was held up by can go at the end.
const COUNT: usize = LAST + 1;

/// A model to pass through.
pub struct Stage<'a> {
    pub model: Cow<'a, Catalog>,
    /// What leads to it must not share a transaction with what comes before.
    pub apart: bool,
    /// Objects that are ready for what would take a lock and time without the stages before.
    pub ready: BTreeSet<Id>,
}

/// The models to pass through; the last is the end.
#[must_use]
pub fn stages<'a>(from: &Catalog, to: &'a Catalog, way: &Way) -> Vec<Stage<'a>> {
    let held_up = if way.online { held_up(from, to, way) } else { BTreeMap::new() };
    let mut stages: Vec<Stage> = Vec::new();
    let passed = if held_up.is_empty() { 0 } else { COUNT };
    for stage in 0..=passed {
        let end = stage == passed;
        let model = if end { Cow::Borrowed(to) } else { Cow::Owned(model(stage, &held_up, from, to, way)) };
        if stages.last().is_some_and(|last| last.model == model) {
            continue;
        }
        let ready = if stage >= LAST { held_up.keys().cloned().collect() } else { BTreeSet::new() };
        stages.push(Stage { model, apart: stage > 0 && !end, ready });
    }
    stay(from, to, &mut stages);
    own(from, to, &mut stages);
    stages
}

/// Sequences leave a column that goes in a stage of its own before all others, and come to a new column that they number in one after it.
fn own(from: &Catalog, to: &Catalog, stages: &mut Vec<Stage>) {
    let (let_go, numbering) = (sequence::let_go(from, to), sequence::numbering(from, to));
    until_the_last(&numbering, to, stages);
    if !let_go.is_empty() || !numbering.is_empty() {
        let mut first = from.clone();
        first.objects.extend(let_go.into_iter().chain(numbering).map(by_id));
        stages.insert(0, Stage { model: Cow::Owned(first), apart: false, ready: BTreeSet::new() });
    }
}

/// Rows that go stay until others no longer refer to them, and columns until others are filled from them.
fn stay(from: &Catalog, to: &Catalog, stages: &mut Vec<Stage>) {
    let mut passing = seed::passing(from, to);
    passing.extend(column::passing(from, to));
    until_the_last(&passing, to, stages);
}

/// Lets objects be so until the last stage, which is one of its own where there is no other.
fn until_the_last(entries: &[Entry], to: &Catalog, stages: &mut Vec<Stage>) {
    if entries.is_empty() {
        return;
    }
    if stages.len() == 1 {
        stages.insert(0, Stage { model: Cow::Owned(to.clone()), apart: false, ready: BTreeSet::new() });
    }
    let before_last = stages.len().saturating_sub(1);
    for stage in stages.iter_mut().take(before_last) {
        stage.model.to_mut().objects.extend(entries.iter().cloned().map(by_id));
    }
}

fn by_id(entry: Entry) -> (Id, Entry) {
    (entry.object.id(), entry)
}

/// Objects that change in stages, each with what stands in its place in them.
fn held_up(from: &Catalog, to: &Catalog, way: &Way) -> BTreeMap<Id, Vec<Vec<Object>>> {
    let changes = diff(from, to);
    if changes.is_empty() || from.objects.is_empty() {
        return BTreeMap::new();
    }
    let before = Resolver::new(from, &way.profile.search_path);
    let after = Resolver::new(to, &way.profile.search_path);
    let in_use = |id: &Id| {
        let host = |resolver: &Resolver, catalog: &Catalog| {
            let host = Work::host(resolver, catalog, id);
            catalog.get(&host).filter(|_| host != *id).cloned()
        };
        let used = |object: &Object| object.holds_rows() || partition::stages::is_partitioned(object);
        // Who was not there has no rows.
        match (host(&before, from), host(&after, to)) {
            (Some(old), Some(new)) => old.id() == new.id() && used(&old) && used(&new),
            (Some(old), None) => to.get(&old.id()).is_some_and(used) && used(&old),
            (None, Some(new)) => from.get(&new.id()).is_some_and(used) && used(&new),
            (None, None) => false,
        }
    };
    let leaned_on = leaned_on(&changes, from, to, &before, way);
    let parent = |id: &Id| {
        let of = |catalog: &Catalog, resolver: &Resolver| resolver.parent(catalog.get(id)?);
        of(to, &after).or_else(|| of(from, &before))
    };
    let settled = |id: &Id, stages: &[Vec<Object>]| {
        let stays = stages.iter().flatten().any(|object| from.get(id) == Some(object));
        let needs = |entry: &Entry| before.needs(id, entry).hard;
        !stays
            || from.objects.get(id).is_none_or(|entry| !needs(entry).iter().any(|need| unsettled(need, from, to, way)))
    };
    let free = |id: &&Id| parent(id).is_none_or(|parent| !leaned_on.contains(&(id.kind, parent)));
    // An index that is no longer wanted by itself becomes the constraint in a moment.
    let indexes = changes.iter().filter(|change| matches!(change, Change::Drop(id) if id.kind == Kind::Index));
    let new = || changes.iter().filter(|change| matches!(change, Change::Create(_))).map(Change::id);
    let becomes =
        |index: &Id, new: &Id| from.get(index).zip(to.get(new)).is_some_and(|(old, new)| new.succeed(old).is_some());
    let at_once: BTreeSet<&Id> = indexes
        .map(Change::id)
        .filter_map(|index| new().find(|new| becomes(index, new)).map(|new| [index, new]))
        .flatten()
        .collect();
    let among = partition::stages::Ends::new(from, to, &changes, way.profile);
    let staged = |id: &Id| {
        let (old, new) = (from.get(id), to.get(id));
        let alone = || match column::rewrite::stages(old, new, to, &way.profile.search_path) {
            _ if !in_use(id) => Vec::new(),
            Some(stages) => stages,
            None => Object::stages(old, new),
        };
        let mut stages = among.stages(id).unwrap_or_else(alone);
        if !settled(id, &stages) {
            stages = new.map_or_else(Vec::new, |new| made_again(new, old));
        }
        (!stages.is_empty()).then(|| (id.clone(), stages))
    };
    let takes_time = |id: &&Id| !at_once.contains(id);
    let changed = changes.iter().map(Change::id).filter(takes_time).filter(free).filter_map(staged);
    let retyped = retyped(&changes, from, to, way);
    let makes_way = |id: &Id, entry: &Entry| {
        let stays = entry.object.pins_types() && to.get(id) == Some(&entry.object) && in_use(id);
        stays && !before.needs(id, entry).hard.is_disjoint(&retyped)
    };
    let pinned = from.objects.iter().filter(|(id, entry)| !retyped.is_empty() && makes_way(id, entry));
    let pinned = pinned.map(|(id, entry)| (id.clone(), made_again(&entry.object, Some(&entry.object))));
    let mut held_up: BTreeMap<_, _> = changed.chain(pinned.filter(|(_, stages)| !stages.is_empty())).collect();
    let keys = held_up.keys().filter_map(|id| from.get(id)).filter_map(constraint::primary_key);
    let keys: Vec<(Name, Vec<Ident>)> = keys.map(|(table, key)| (table.clone(), key.columns.clone())).collect();
    // Columns of a primary key take no nulls as long as that is there.
    for id in changes.iter().map(Change::id) {
        if let (Some(Object::Column(old)), Some(Object::Column(new))) = (from.get(id), to.get(id))
            && old.not_null
            && !new.not_null
            && keys.iter().any(|(table, columns)| *table == new.table && columns.contains(&new.name))
        {
            held_up.insert(id.clone(), vec![vec![Column { not_null: true, ..new.clone() }.into()]; COUNT]);
        }
    }
    held_up
}

/// The stages of what is taken away in the first and made again; none where it must not be missing meanwhile.
fn made_again(object: &Object, old: Option<&Object>) -> Vec<Vec<Object>> {
    let guards = |object: &Object| matches!(object, Object::Index(index) if index.unique);
    match object {
        Object::Index(_) if !guards(object) && !old.is_some_and(guards) => Object::stages(None, Some(object)),
        Object::Constraint(constraint) if matches!(constraint.rule, Rule::Check(_)) => {
            Object::stages(None, Some(object))
        }
        _ => Vec::new(),
    }
}

/// Columns that get another type without their table being written anew, so that nobody need wait for what is made again because of it.
fn retyped(changes: &[Change], from: &Catalog, to: &Catalog, way: &Way) -> BTreeSet<Id> {
    let is_quick = |id: &&Id| match (from.get(id), to.get(id)) {
        (Some(old), Some(new)) => match old.alter(new, way.profile) {
            Alter::Retype(statements) => {
                !statements.iter().any(|statement| statement.hazards.contains(&Hazard::TableRewrite))
            }
            Alter::InPlace(_) | Alter::Replace | Alter::Rebuild(_) | Alter::Refuse(_) => false,
        },
        _ => false,
    };
    changes.iter().map(Change::id).filter(|id| id.kind == Kind::Column).filter(is_quick).cloned().collect()
}

/// The kinds and wholes of parts that go while something needs them that stays: it needs another of these then, and they are exchanged in
/// one moment.
fn leaned_on(changes: &[Change], from: &Catalog, to: &Catalog, before: &Resolver, way: &Way) -> BTreeSet<(Kind, Id)> {
    let goes = |change: &&Change| match change {
        Change::Drop(_) => true,
        Change::Create(_) | Change::Rename(_, _) => false,
        Change::Alter(id) => match (from.get(id), to.get(id)) {
            (Some(old), Some(new)) => old.alter(new, way.profile) == Alter::Replace,
            _ => false,
        },
    };
    let whole = |id: &Id| before.parent(from.get(id)?);
    let gone: BTreeMap<&Id, Id> =
        changes.iter().filter(goes).filter_map(|change| Some((change.id(), whole(change.id())?))).collect();
    if gone.is_empty() {
        return BTreeSet::new();
    }
    // Rows are told apart by what was built before the old one goes.
    let follows = |id: &Id| id.kind == Kind::ReplicaIdentity;
    let stays = from.objects.iter().filter(|(id, _)| to.get(id).is_some() && id.target().is_none() && !follows(id));
    let needed = stays.flat_map(|(id, entry)| before.needs(id, entry).hard);
    needed.filter_map(|need| Some((need.kind, gone.get(&need)?.clone()))).collect()
}

/// The model at the end of a stage.
fn model(stage: usize, held_up: &BTreeMap<Id, Vec<Vec<Object>>>, from: &Catalog, to: &Catalog, way: &Way) -> Catalog {
    let mut model = to.clone();
    let (mut waiting, mut built) = (BTreeSet::new(), BTreeSet::new());
    for (id, stages) in held_up {
        let Some(instead) = stages.get(stage) else { continue };
        let entry = to.objects.get(id).or_else(|| from.objects.get(id));
        let (depends_on, module) =
            entry.map(|entry| (entry.depends_on.clone(), entry.module.clone())).unwrap_or_default();
        model.objects.remove(id);
        for object in instead {
            let entry = Entry { object: object.clone(), depends_on: depends_on.clone(), module: module.clone() };
            model.objects.insert(object.id(), entry);
        }
        if model.get(id) == to.get(id) {
            continue;
        }
        waiting.insert(id.clone());
        // What a partition has does not do for what its parent is going to have.
        let whole = to.get(id).and_then(Object::parent);
        let new = |object: &Object| from.get(&object.id()).is_none() && object.parent() == whole;
        if instead.iter().any(new) {
            built.insert(id.clone());
        }
        if stage == LAST - 1 {
            instead.iter().for_each(|index| pass_on_identity(&mut model, from, id, index));
        }
    }
    let search_path = &way.profile.search_path;
    let (before, after) = (Resolver::new(from, search_path), Resolver::new(to, search_path));
    Ends { from, to, way, before, after, stage }.wait(&mut model, &built, waiting);
    // What is said of something that is away is said again when it is back.
    let away: BTreeSet<&Id> = held_up.keys().filter(|id| model.get(id).is_none()).collect();
    model.objects.retain(|id, _| id.target().is_none_or(|target| !away.contains(&target)));
    model
}

/// Lets rows be told apart by the index that was built, as long as the old one is there: without either, nobody could change them.
fn pass_on_identity(model: &mut Catalog, from: &Catalog, id: &Id, built: &Object) {
    let (Object::Index(built), Some(name)) = (built, id.path.last()) else { return };
    let identity = Id::named(Kind::ReplicaIdentity, &built.table);
    if built.name == *name || from.get(&identity) != model.get(&identity) {
        return;
    }
    if let Some(entry) = model.objects.get_mut(&identity)
        && let Object::ReplicaIdentity(by) = &entry.object
        && let Some(passed_on) = by.passed_on(name, &built.name)
    {
        entry.object = passed_on.into();
    }
}

struct Ends<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    way: &'a Way<'a>,
    before: Resolver<'a>,
    after: Resolver<'a>,
    stage: usize,
}

impl Ends<'_> {
    /// What needs something that waits is as it was until then; a constraint may lean on what another constraint is going to be made from.
    fn wait(&self, model: &mut Catalog, built: &BTreeSet<Id>, mut waiting: BTreeSet<Id>) {
        let changed = self.to.objects.iter().filter(|(id, entry)| self.from.get(id) != Some(&entry.object));
        let needs: Vec<(&Id, Option<Id>, BTreeSet<Id>)> = changed
            .map(|(id, entry)| {
                let parent = self.after.parent(&entry.object).or_else(|| id.target());
                let mut needs = self.after.needs(id, entry);
                // What a part of a whole lacks when it joins is made then, under a lock.
                if entry.object.holds_up().is_some() && self.from.get(id).is_none() {
                    needs.hard.append(&mut needs.soft);
                }
                (id, parent, needs.hard)
            })
            .collect();
        let mut put_off = BTreeSet::new();
        loop {
            let waits = |id: &Id, need: &Id| {
                let stands_in = built.contains(need) && id.kind == need.kind;
                // What stands in the place of a part under its own id does for all that needs it.
                let as_it_was = model.get(need).is_none_or(|now| self.from.get(need) == Some(now));
                let hides = reads_rows(id.kind).is_some_and(|first| self.stage < first)
                    && model.get(need).is_some_and(column::is_filling);
                // And a column that only takes nulls for a while does for all.
                let held = need.kind != Kind::Column && waiting.contains(need);
                hides
                    || put_off.contains(need)
                    || held && as_it_was && model.get(need) != self.to.get(need) && !stands_in
            };
            let mut next: Vec<Id> = needs
                .iter()
                .filter(|(id, parent, needs)| {
                    !put_off.contains(*id) && needs.iter().chain(parent).any(|need| waits(id, need))
                })
                .map(|(id, ..)| (*id).clone())
                .collect();
            if next.is_empty() {
                next = self.held_back(&put_off);
            }
            if next.is_empty() {
                return;
            }
            for id in next {
                match self.from.objects.get(&id) {
                    Some(entry) => drop(model.objects.insert(id.clone(), entry.clone())),
                    None => drop(model.objects.remove(&id)),
                }
                waiting.insert(id.clone());
                put_off.insert(id);
            }
        }
    }

    /// What must stay as it was with what is put off: all that says who sees the rows of a table, for a part of it alone may show what
    /// neither the old nor the new shows; and what they stand on.
    fn held_back(&self, put_off: &BTreeSet<Id>) -> Vec<Id> {
        let differs = |id: &Id| self.from.get(id) != self.to.get(id);
        let table = |id: &Id| self.to.get(id).or_else(|| self.from.get(id)).and_then(Object::parent);
        let tables: BTreeSet<Id> = put_off.iter().filter(|id| id.kind == Kind::Policy).filter_map(table).collect();
        let along = |id: &Id| {
            let access = match id.kind {
                Kind::Policy => true,
                // What is new is closed from the first moment on.
                Kind::RowSecurity | Kind::Grants | Kind::Owner => {
                    table(id).is_some_and(|on| self.from.get(&on).is_some())
                }
                _ => false,
            };
            access && differs(id) && table(id).is_some_and(|on| tables.contains(&on))
        };
        let ids = || self.from.objects.keys().chain(self.to.objects.keys());
        let access = ids().filter(|id| !tables.is_empty() && along(id)).cloned();
        let kept = put_off
            .iter()
            .filter(|id| reads_rows(id.kind).is_some())
            .filter_map(|id| self.from.objects.get_key_value(id));
        let under = kept.flat_map(|(id, entry)| self.before.needs(id, entry).hard);
        let under = under.filter(|need| unsettled(need, self.from, self.to, self.way));
        access.chain(under).filter(|id| !put_off.contains(id)).collect()
    }
}

/// For a kind that shows rows or hides them by the values that they have: the first stage in which it changes when columns under it are
/// filled. What reads all rows does so where nobody is locked out, and what locks others out where nothing is read.
fn reads_rows(kind: Kind) -> Option<usize> {
    match kind {
        Kind::MaterializedView => Some(LAST - 1),
        Kind::Policy | Kind::View => Some(LAST),
        _ => None,
    }
}

/// Whether something is taken away or made anew, so that what stands on it cannot stay.
fn unsettled(id: &Id, from: &Catalog, to: &Catalog, way: &Way) -> bool {
    match (from.get(id), to.get(id)) {
        (Some(old), Some(new)) => {
            old != new && matches!(old.alter(new, way.profile), Alter::Replace | Alter::Retype(_) | Alter::Rebuild(_))
        }
        (Some(_), None) => true,
        (None, _) => false,
    }
}
