//! Types that are made anew: the old one is set aside under another name, the new one is created with what belongs to it, columns carry
//! their values over, and the old one goes. Types that are made of such a type go the same way with it.

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::direct::Work;
use crate::catalog::Catalog;
use crate::kind::{Exchange, Id, Kind, Object, Values};
use crate::name::{self, Ident};
use crate::step::{Hazard, Statement};

/// Types that change places in one step.
#[derive(Debug, Default)]
pub struct Rebuild {
    /// Those that others are made of come first.
    pub types: Vec<Id>,
    /// Owners, grants and comments that the new types are given at once.
    pub satellites: Vec<Id>,
    /// Columns that carry their values over.
    pub columns: BTreeSet<Id>,
}

/// What is to be done because some types are made anew.
#[derive(Debug, Default)]
pub struct Around {
    /// Objects that cannot be there meanwhile.
    pub replaced: Vec<Id>,
    /// By the first of the types.
    pub rebuilds: BTreeMap<Id, Rebuild>,
}

/// Whether columns hold values of a type, or of one that is made of it.
#[must_use]
pub fn is_held(from: &Catalog, id: &Id, dependents: &BTreeMap<Id, Vec<Id>>) -> bool {
    let is_type = |id: &Id| from.get(id).is_some_and(|object| object.set_aside(&"x".into()).is_some());
    let (mut seen, mut queue) = (BTreeSet::new(), vec![id]);
    while let Some(id) = queue.pop().filter(|id| is_type(id)) {
        let on_it = dependents.get(id).into_iter().flatten();
        if on_it.clone().any(|other| other.kind == Kind::Column) {
            return true;
        }
        queue.extend(on_it.filter(|other| is_type(other) && seen.insert(*other)));
    }
    false
}

/// Finds out what hangs on some types.
///
/// # Errors
/// What would be lost with them.
pub fn around(
    work: &Work,
    seeds: &BTreeMap<Id, Values>,
    dependents: &BTreeMap<Id, Vec<Id>>,
) -> Result<Around, Vec<Refusal>> {
    let dependents_of = |id: &Id| dependents.get(id).into_iter().flatten();
    let mut around = Around::default();
    let mut refusals = Vec::new();
    let mut done: BTreeSet<Id> = BTreeSet::new();
    for seed in seeds.keys() {
        // Types hang together in both directions: one domain may be made of two enums.
        let mut types: BTreeSet<Id> = BTreeSet::new();
        let mut queue = vec![seed.clone()];
        let is_type = |id: &Id| work.from.get(id).is_some_and(|object| object.set_aside(&"x".into()).is_some());
        while let Some(id) = queue.pop().filter(|_| !done.contains(seed)) {
            if work.to.get(&id).is_none() || !types.insert(id.clone()) {
                continue;
            }
            queue.extend(dependents_of(&id).filter(|id| is_type(id)).cloned());
            let needed = work.from.objects.get(&id).map(|entry| work.before.needs(&id, entry).hard).unwrap_or_default();
            queue.extend(needed.into_iter().filter(|need| seeds.contains_key(need)));
        }
        if types.is_empty() {
            continue;
        }
        done.extend(types.iter().cloned());
        let mut rebuild = Rebuild { types: in_order(work, &types), ..Rebuild::default() };
        for id in &rebuild.types {
            for other in dependents_of(id).filter(|other| !types.contains(*other)) {
                let Some(object) = work.from.get(other) else { continue };
                if work.before.parent(object).as_ref() == Some(id) {
                    rebuild.satellites.extend(work.to.get(other).map(|_| other.clone()));
                } else if carried(work, &rebuild, seeds, id, object).is_some() {
                    let stays = work.to.get(other).is_some_and(|now| now.spells_types() == object.spells_types());
                    rebuild.columns.extend(stays.then(|| other.clone()));
                } else if work.to.get(other).is_some() && loses_rows(work, object) {
                    let sentence =
                        format!("it would go with {id}, which is made anew; give {other} another type first");
                    refusals.push(Refusal::Impossible(other.clone(), sentence));
                } else {
                    around.replaced.push(other.clone());
                }
            }
        }
        let spells = |id: &&Id| work.from.get(id).is_some_and(Object::spells_types);
        around.replaced.extend(rebuild.columns.iter().flat_map(dependents_of).filter(spells).cloned());
        if let Some(first) = rebuild.types.first().cloned() {
            around.rebuilds.insert(first, rebuild);
        }
    }
    if refusals.is_empty() { Ok(around) } else { Err(refusals) }
}

fn loses_rows(work: &Work, object: &Object) -> bool {
    object.drop(work.profile).iter().any(|statement| statement.hazards.contains(&Hazard::DataLoss))
}

/// Types in the order in which they can be created.
fn in_order(work: &Work, types: &BTreeSet<Id>) -> Vec<Id> {
    let mut order: Vec<Id> = Vec::new();
    while order.len() < types.len() {
        let needs = |id: &Id| work.to.objects.get(id).map(|entry| work.after.needs(id, entry).hard).unwrap_or_default();
        let ready = |id: &&Id| needs(id).iter().all(|need| !types.contains(need) || order.contains(need));
        let left = || types.iter().filter(|id| !order.contains(id));
        let Some(next) = left().find(ready).or_else(|| left().next()) else { break };
        order.push(next.clone());
    }
    order
}

/// What becomes of the values of a type: also what becomes of those of the types that it is made of.
fn values(work: &Work, rebuild: &Rebuild, seeds: &BTreeMap<Id, Values>, id: &Id) -> Values {
    let mut all = seeds.get(id).cloned().unwrap_or_default();
    let needed = work.from.objects.get(id).map(|entry| work.before.needs(id, entry).hard).unwrap_or_default();
    for need in needed.iter().filter(|need| rebuild.types.contains(need)) {
        let Values { mapped, may_fail, moved, advice } = values(work, rebuild, seeds, need);
        all.mapped.extend(mapped);
        all.may_fail |= may_fail;
        all.moved += moved;
        all.advice = all.advice.or(advice);
    }
    all
}

fn carried(
    work: &Work,
    rebuild: &Rebuild,
    seeds: &BTreeMap<Id, Values>,
    id: &Id,
    object: &Object,
) -> Option<Vec<Statement>> {
    let (old, new) = (work.from.get(id)?, work.to.get(id)?);
    object.carry_over(&Exchange { old, new, values: values(work, rebuild, seeds, id) })
}

impl Rebuild {
    /// Whether an object is one that changes in the step.
    #[must_use]
    pub fn holds(&self, id: &Id) -> bool {
        self.types.contains(id) || self.columns.contains(id)
    }

    /// All of it, in order.
    #[must_use]
    pub fn statements(&self, work: &Work, seeds: &BTreeMap<Id, Values>) -> Vec<Statement> {
        let (mut aside, mut made, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for id in &self.types {
            let (Some(old), Some(new)) = (work.from.get(id), work.to.get(id)) else { continue };
            let Some((statements, left)) = free_name(work, id).and_then(|name| old.set_aside(&name)) else { continue };
            aside.extend(statements);
            made.extend(new.create(&[], work.profile));
            gone.push(left.drop(work.profile));
        }
        let satellites = self.satellites.iter().filter_map(|id| work.to.get(id));
        made.extend(satellites.flat_map(|object| object.create(&[], work.profile)));
        for id in &self.columns {
            let Some((entry, object)) = work.from.objects.get(id).zip(work.from.get(id)) else { continue };
            let needs = work.before.needs(id, entry).hard;
            let of = self.types.iter().find(|of| needs.contains(of));
            made.extend(of.and_then(|of| carried(work, self, seeds, of, object)).into_iter().flatten());
        }
        aside.into_iter().chain(made).chain(gone.into_iter().rev().flatten()).collect()
    }
}

/// A name that no object of the schema has, before or after.
fn free_name(work: &Work, id: &Id) -> Option<Ident> {
    let [schema, own] = id.path.as_slice() else { return None };
    let taken = |name: &Ident| {
        let is = |other: &Id| other.path.first() == Some(schema) && other.path.get(1) == Some(name);
        work.from.objects.keys().chain(work.to.objects.keys()).any(is)
    };
    let labels = std::iter::once("old".to_owned()).chain((2..).map(|number| format!("old{number}")));
    labels.map(|label| name::generated(own.as_str(), "", &label)).find(|name| !taken(name))
}
