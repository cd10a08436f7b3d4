//! Changes → ordered steps, without stages in between. The order comes from what objects need; replacements take what depends on them
//! along; new parts go into the CREATE of what they are part of.

mod absorb;
mod circles;
mod closing;
mod hazards;
mod stale;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, Node};
use super::rebuild::{self, Around, Rebuild};
use super::referenced;
use super::{Refusal, Step, Way};
use crate::catalog::Catalog;
use crate::diff::{Change, diff};
use crate::kind::default_privileges::given;
use crate::kind::function::ambiguous::argument_lists;
use crate::kind::{Alter, Id, Kind, Object, Values, column};
use crate::need::Needs;
use crate::profile::Profile;
use crate::resolve::{Resolved, Resolver};
use crate::step::Statement;

/// The steps that turn `from` into `to`, all of them in one order.
///
/// # Errors
/// All reasons why there is no such plan.
pub fn direct(from: &Catalog, to: &Catalog, way: &Way) -> Result<Vec<Step>, Vec<Refusal>> {
    let stay = |id: &Id| to.get(id).is_some();
    let defaults = from.iter().filter(|(id, _)| stay(id)).filter_map(|(_, object)| given::of(object)).cloned();
    let ambiguous = argument_lists(from.iter().chain(to.iter()).map(|(_, object)| object));
    let profile = &Profile { defaults: defaults.collect(), ambiguous, ..way.profile.clone() };
    let mut work = Work::new(from, to, profile, way.online)?;
    let order = loop {
        work.group();
        match Graph::new(&work, way).order() {
            Ok(order) => break order,
            Err(circles) => work.relax(&circles)?,
        }
    };
    Ok(order.into_iter().map(|node| work.step(&node)).filter(|step| !step.changes.is_empty()).collect())
}

/// What is to be done with each object, and what each needs.
pub struct Work<'a> {
    pub from: &'a Catalog,
    pub to: &'a Catalog,
    pub profile: &'a Profile,
    /// Whether others work with the database meanwhile.
    online: bool,
    pub before: Resolver<'a>,
    pub after: Resolver<'a>,
    creates: BTreeSet<Id>,
    drops: BTreeSet<Id>,
    pub alters: BTreeMap<Id, Vec<Statement>>,
    /// Types that are made anew, by the first of those that are so in one step.
    pub rebuilds: BTreeMap<Id, Rebuild>,
    /// New objects that something which is there is made into, with that.
    pub successors: BTreeMap<Id, Id>,
    /// What partitions have that new objects take in, by the one that does.
    absorbed: BTreeMap<Id, Vec<Id>>,
    /// The other way round: what goes, and what a partition has of its own where that was.
    pub released: Vec<(Id, Id)>,
    /// See [`closing`].
    pub closing: Vec<(Node, Node)>,
    /// See [`referenced::before_partitions`].
    pub before_partitions: BTreeSet<(Id, Id)>,
    /// Parts that are created after their parent, or dropped before it, because sharing its statement would close a cycle.
    unfolded: BTreeSet<Id>,
    /// Soft needs that were given up, by who needed what.
    pub ignored: BTreeSet<(Id, Id)>,
    pub needs_before: BTreeMap<Id, Resolved>,
    pub needs_after: BTreeMap<Id, Resolved>,
    /// What is written into the CREATE of a new object, by that object.
    pub parts: BTreeMap<Id, Vec<Id>>,
    /// See [`hazards::unique`].
    unique: hazards::Unique<'a>,
    /// See [`stale`](stale::stale).
    stale: BTreeMap<Id, Vec<Id>>,
    /// What goes when an object is dropped, by that object.
    pub taken_along: BTreeMap<Id, Vec<Id>>,
}

impl<'a> Work<'a> {
    fn new(from: &'a Catalog, to: &'a Catalog, profile: &'a Profile, online: bool) -> Result<Work<'a>, Vec<Refusal>> {
        let (mut creates, mut drops, mut alters) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        let (mut replaced, mut retyped, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
        let mut rebuilt = BTreeMap::new();
        for change in diff(from, to) {
            match change {
                Change::Create(id) => drop(creates.insert(id)),
                Change::Drop(id) => drop(drops.insert(id)),
                Change::Rename(_, _) => {}
                Change::Alter(id) => {
                    let (Some(old), Some(new)) = (from.get(&id), to.get(&id)) else { continue };
                    match old.alter(new, profile) {
                        Alter::InPlace(mut statements) => {
                            statements.extend(column::heirs::settle(old, new, from, to));
                            alters.insert(id, statements);
                        }
                        Alter::Retype(mut statements) => {
                            statements.extend(column::heirs::settle(old, new, from, to));
                            alters.insert(id.clone(), statements);
                            retyped.push(id);
                        }
                        Alter::Replace => replaced.push(id),
                        Alter::Rebuild(values) => drop(rebuilt.insert(id, values)),
                        Alter::Refuse(reason) => refusals.push(Refusal::Impossible(id, reason)),
                    }
                }
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        replaced.extend(alters.extract_if(.., |id, _| changes_hands(id, from, to)).map(|(id, _)| id));
        let before = Resolver::new(from, &profile.search_path);
        let after = Resolver::new(to, &profile.search_path);
        let mut work = Work {
            from,
            to,
            profile,
            online,
            before,
            after,
            creates,
            drops,
            alters,
            rebuilds: BTreeMap::new(),
            successors: BTreeMap::new(),
            absorbed: BTreeMap::new(),
            released: Vec::new(),
            closing: Vec::new(),
            before_partitions: BTreeSet::new(),
            unfolded: BTreeSet::new(),
            ignored: BTreeSet::new(),
            needs_before: BTreeMap::new(),
            needs_after: BTreeMap::new(),
            parts: BTreeMap::new(),
            unique: hazards::Unique::new(),
            stale: BTreeMap::new(),
            taken_along: BTreeMap::new(),
        };
        work.replace(replaced, retyped, rebuilt)?;
        let away = work.to_be_away();
        if !away.is_empty() {
            work.take_away(away, &work.dependents());
        }
        work.absorb();
        work.succeed();
        work.closing = work.closing();
        work.unique = hazards::unique(from, to, &work.creates);
        work.stale = stale::stale(&work);
        work.before_partitions = referenced::before_partitions(&work);
        work.unfolded = work.before_partitions.iter().map(|(first, _)| first.clone()).collect();
        work.needs_before = work
            .drops
            .iter()
            .chain(work.alters.keys())
            .filter_map(|id| Some((id.clone(), work.before.needs(id, from.objects.get(id)?))))
            .collect();
        work.needs_after = work
            .creates
            .iter()
            .chain(work.alters.keys())
            .filter_map(|id| Some((id.clone(), work.after.needs(id, to.objects.get(id)?))))
            .collect();
        Ok(work)
    }

    /// Drops and creates objects that cannot be altered, and whatever cannot be without them meanwhile.
    fn replace(
        &mut self,
        mut queue: Vec<Id>,
        mut retyped: Vec<Id>,
        mut rebuilt: BTreeMap<Id, Values>,
    ) -> Result<(), Vec<Refusal>> {
        queue.extend(referenced::entangled(self.from, self.to).into_iter().cloned());
        queue.extend(self.outgrown());
        if queue.is_empty() && retyped.is_empty() && rebuilt.is_empty() && self.drops.is_empty() {
            return Ok(());
        }
        let dependents = self.dependents();
        let dependents_of = |id: &Id| dependents.get(id).into_iter().flatten();
        // Postgres gives no part of a type another while columns hold values of it.
        let held: Vec<Id> = retyped.extract_if(.., |id| rebuild::is_held(self.from, id, &dependents)).collect();
        rebuilt.extend(held.into_iter().map(|id| (id, Values { may_fail: true, ..Values::default() })));
        // An object that stays as it is while something under it goes has found something else to stand on.
        let gone = self.drops.iter().filter(|id| {
            self.from.get(id).is_some_and(|object| object.takes_dependents() && !object.drop(self.profile).is_empty())
        });
        let stays = |id: &Id| !self.drops.contains(id);
        let changes = |id: &Id| self.alters.contains_key(id) || rebuilt.contains_key(id);
        let is_stuck = |id: &Id, under: &Id| !changes(id) || self.asks_for(id, under);
        let left = gone.flat_map(|under| dependents_of(under).map(move |id| (id, under)));
        queue.extend(left.filter(|(id, under)| stays(id) && is_stuck(id, under)).map(|(id, _)| id.clone()));
        let pins = |id: &&Id| self.from.get(id).is_some_and(Object::pins_types);
        queue.extend(retyped.iter().flat_map(dependents_of).filter(pins).cloned());
        let Around { replaced, mut rebuilds } = rebuild::around(self, &rebuilt, &dependents)?;
        queue.extend(replaced);
        self.take_away(queue, &dependents);
        for (first, rebuild) in &mut rebuilds {
            rebuild.columns.retain(|id| !self.drops.contains(id) && self.holds_still(id, &rebuild.types));
            rebuild.types.iter().chain(&rebuild.satellites).for_each(|id| drop(self.alters.remove(id)));
            let statements = rebuild.statements(self, &rebuilt);
            self.alters.insert(first.clone(), statements);
        }
        self.rebuilds = rebuilds;
        Ok(())
    }

    /// What cannot be without each object, in the model before.
    fn dependents(&self) -> BTreeMap<Id, Vec<Id>> {
        let mut dependents: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (id, entry) in &self.from.objects {
            for need in self.before.needs(id, entry).hard {
                dependents.entry(need).or_default().push(id.clone());
            }
        }
        dependents
    }

    /// Drops objects with all that depends on them, and creates again what is still wanted.
    fn take_away(&mut self, mut queue: Vec<Id>, dependents: &BTreeMap<Id, Vec<Id>>) {
        while let Some(id) = queue.pop() {
            if self.to.get(&id).is_some() {
                self.creates.insert(id.clone());
            }
            self.alters.remove(&id);
            if self.drops.insert(id.clone()) {
                queue.extend(dependents.get(&id).into_iter().flatten().cloned());
            }
        }
    }

    /// Whether an object is to be dropped, if only to be created again.
    pub fn is_dropped(&self, id: &Id) -> bool {
        self.drops.contains(id)
    }

    /// Whether an object needs some of these at the end too.
    fn holds_still(&self, id: &Id, types: &[Id]) -> bool {
        let needs = |entry| self.after.needs(id, entry).hard;
        self.to.objects.get(id).is_some_and(|entry| needs(entry).iter().any(|need| types.contains(need)))
    }

    /// Whether an object that changes asks for another in the same words as before, so that no statement makes it stand on something else.
    fn asks_for(&self, id: &Id, under: &Id) -> bool {
        let needs = |catalog: &Catalog| {
            let mut needs = Needs::default();
            if let Some(object) = catalog.get(id) {
                object.needs(&mut needs);
            }
            needs.hard
        };
        let after = needs(self.to);
        needs(self.from).iter().any(|need| after.contains(need) && self.before.hard(need).contains(under))
    }

    /// Finds new objects that something which would be dropped can be made into.
    fn succeed(&mut self) {
        let mut by_parent: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for id in &self.drops {
            let parent = self.from.get(id).and_then(|object| self.before.parent(object));
            parent.into_iter().for_each(|parent| by_parent.entry(parent).or_default().push(id.clone()));
        }
        // What was built for one object is not taken for another that is just like it.
        for only_built in [true, false] {
            for id in self.creates.clone() {
                let Some(object) = self.to.get(&id) else { continue };
                let built = object.built().map(|built| built.id());
                let parts = self.after.parent(object).and_then(|parent| by_parent.get(&parent)).into_iter().flatten();
                let free = parts.filter(|old| self.drops.contains(*old) && self.to.get(old).is_none());
                let mut candidates = free.filter(|old| !only_built || built.as_ref() == Some(*old));
                let made = candidates.find_map(|old| Some((old.clone(), object.succeed(self.from.get(old)?)?)));
                if let Some((old, statements)) = made {
                    self.creates.remove(&id);
                    self.drops.remove(&old);
                    self.alters.insert(id.clone(), statements);
                    self.successors.insert(id, old);
                }
            }
        }
    }

    /// Unchanged objects that hold all columns of a table, as they were when `*` was read, and would now hold new ones too.
    fn outgrown(&self) -> Vec<Id> {
        let joins = |id: &Id| {
            self.to
                .get(id)
                .and_then(|object| self.after.parent(object))
                .is_some_and(|parent| self.from.get(&parent).is_some())
        };
        let new: BTreeSet<&Id> = self.creates.iter().filter(|id| self.from.get(id).is_none() && joins(id)).collect();
        if new.is_empty() {
            return Vec::new();
        }
        let unchanged = self
            .to
            .objects
            .iter()
            .filter(|(id, entry)| entry.object.pins_types() && self.from.get(id) == Some(&entry.object));
        unchanged
            .filter(|(id, entry)| self.after.needs(id, entry).hard.iter().any(|need| new.contains(need)))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Finds out which objects share a statement.
    fn group(&mut self) {
        let mut parts: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for id in &self.creates {
            let root = self.root(id);
            let group = parts.entry(root.clone()).or_default();
            if *id != root {
                group.push(id.clone());
            }
        }
        let mut taken_along: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for id in &self.drops {
            let root = self.dropped_with(id);
            let group = taken_along.entry(root.clone()).or_default();
            if *id != root {
                group.push(id.clone());
            }
        }
        self.parts = parts;
        self.taken_along = taken_along;
    }

    /// The object in whose CREATE a new object is written: itself, or the outermost new parent it embeds in.
    fn root(&self, id: &Id) -> Id {
        let mut at = id.clone();
        while let Some(object) = self.to.get(&at)
            && object.embeds()
            && !self.unfolded.contains(&at)
            && let Some(parent) = self.after.parent(object)
            && self.creates.contains(&parent)
        {
            at = parent;
        }
        at
    }

    /// The outermost object that an object belongs to, ours or not, which keeps what belongs together next to each other.
    pub fn family(resolver: &Resolver, catalog: &Catalog, id: &Id) -> Id {
        let mut at = id.clone();
        while let Some(parent) = catalog.get(&at).and_then(|object| resolver.parent(object).or_else(|| object.parent()))
        {
            at = parent;
        }
        at
    }

    /// The table that an object is a part of, itself a partition or not; else the outermost object that it belongs to.
    pub fn host(resolver: &Resolver, catalog: &Catalog, id: &Id) -> Id {
        let parent = |id: &Id| catalog.get(id).and_then(|object| resolver.parent(object).or_else(|| object.parent()));
        let mut at = id.clone();
        while let Some(parent) = parent(&at) {
            at = parent;
            if at.kind == Kind::Table {
                break;
            }
        }
        at
    }

    /// The dropped object that takes this one with it: itself, or the outermost dropped parent. What is let go without a statement stays
    /// in the database, and takes nothing along.
    fn dropped_with(&self, id: &Id) -> Id {
        let mut found = id.clone();
        let mut at = id.clone();
        while !self.unfolded.contains(&at)
            && let Some(parent) = self.from.get(&at).and_then(|object| self.before.parent(object))
        {
            // A column that is not its table's own goes with the one that it is from.
            let goes = |parent: &Object| {
                !parent.drop(self.profile).is_empty() || matches!(parent, Object::Column(column) if column.inherited)
            };
            if self.drops.contains(&parent) && self.from.get(&parent).is_some_and(goes) {
                found = parent.clone();
            }
            at = parent;
        }
        found
    }

    /// The objects that a node of the graph stands for, the one that names it first.
    fn members(&self, node: &Node) -> Vec<Id> {
        let others = match node {
            Node::Create(root) => self.parts.get(root),
            Node::Drop(root) => self.taken_along.get(root),
            Node::Alter(_) => None,
        };
        std::iter::once(node.id()).chain(others.into_iter().flatten()).cloned().collect()
    }
}

/// Whether these are rights on what changes hands that have to be taken back before: those of the next owner, and on tables also others,
/// which may wait for columns that come and go.
fn changes_hands(grants: &Id, from: &Catalog, to: &Catalog) -> bool {
    let Some(Object::Grants(held)) = from.get(grants) else { return false };
    let owner = Id::satellite(Kind::Owner, &held.on);
    let (old, next) = (from.get(&owner), to.get(&owner));
    let holds = || next.is_some_and(|next| next.roles().iter().any(|role| held.to.contains_key(*role)));
    old != next && (Kind::RELATIONS.contains(&held.on.kind) || holds())
}
