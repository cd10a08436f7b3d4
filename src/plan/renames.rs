//! Renames, which come before everything else: of what is said to have had another name, from the outermost in, and of what follows
//! them without being asked, because its name is made of theirs.

mod implied;
mod order;
mod outputs;
mod partitions;
mod question;
mod settled;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::direct::Work;
use super::{Step, Way};
use crate::catalog::Catalog;
use crate::diff::Change;
use crate::kind::column::Identity;
use crate::kind::constraint::Constraint;
use crate::kind::range_type::{RangeType, default_multirange};
use crate::kind::{Id, Kind, Object};
use crate::name::{Ident, Name};
use crate::rename::{Renaming, enum_value, has, has_index, name_of, with_name};
use crate::resolve::Resolver;
use crate::step::Statement;

pub use question::{Question, questions};

/// What is done before anything else.
#[derive(Debug, Default)]
pub struct Renamed {
    /// The model without what stands where a new name goes, if there is such a thing.
    pub cleared: Option<Catalog>,
    pub steps: Vec<Step>,
    /// The model with the new names.
    pub catalog: Catalog,
}

/// Objects that are renamed at the same time: what they are in or part of has its new name by then, and what is in them or part of them
/// has its own turn.
const LEVELS: &[&[Kind]] = &[
    &[Kind::Schema],
    &[
        Kind::Table,
        Kind::ForeignTable,
        Kind::View,
        Kind::MaterializedView,
        Kind::Sequence,
        Kind::Enum,
        Kind::Domain,
        Kind::CompositeType,
        Kind::RangeType,
    ],
    &[Kind::Function],
    &[Kind::Column],
    &[Kind::Constraint, Kind::Index, Kind::Policy, Kind::Trigger],
];

/// One object that gets another name, by its ids in the model just before and just after.
#[derive(Debug, Clone)]
struct Move {
    old: Id,
    new: Id,
    /// It is no object of the model: a column of a view, the sequence of an identity.
    silent: bool,
}

/// What has to be renamed on the way from one model to another. None if nothing has to.
pub fn renames(from: &Catalog, to: &Catalog, way: &Way) -> Option<Renamed> {
    let walk = Walk::through(from, to, way);
    let (cleared, walk) = if walk.in_the_way.is_empty() {
        (None, walk)
    } else {
        let cleared = without(from, walk.in_the_way, way);
        let again = Walk::through(&cleared, to, way);
        let (state, waves) = (again.state.into_owned(), again.waves);
        return Some(Renamed { steps: steps(waves, &state, way), catalog: state, cleared: Some(cleared) });
    };
    if walk.waves.is_empty() {
        return None;
    }
    let (state, waves) = (walk.state.into_owned(), walk.waves);
    Some(Renamed { steps: steps(waves, &state, way), catalog: state, cleared })
}

/// A model with the names that it has at the end, and the new id of each object that has one.
#[must_use]
pub fn carried(from: &Catalog, to: &Catalog, way: &Way) -> (Catalog, BTreeMap<Id, Id>) {
    let Walk { state, origin, .. } = Walk::through(from, to, way);
    (state.into_owned(), origin.into_iter().map(|(new, first)| (first, new)).collect())
}

/// The model on its way through all renames.
struct Walk<'a> {
    state: Cow<'a, Catalog>,
    /// What each object that has moved was called at first.
    origin: BTreeMap<Id, Id>,
    /// The moves that are made together, with the model before them.
    waves: Vec<(Catalog, Vec<Move>)>,
    /// What stands where something else moves, or cannot follow a move, by its id at first.
    in_the_way: BTreeSet<Id>,
}

impl<'a> Walk<'a> {
    fn through(from: &'a Catalog, to: &Catalog, way: &Way) -> Walk<'a> {
        let mut walk = Walk {
            state: Cow::Borrowed(from),
            origin: BTreeMap::new(),
            waves: Vec::new(),
            in_the_way: BTreeSet::new(),
        };
        for level in LEVELS {
            walk.make(asked(level, &walk.state, to, way), to, way);
        }
        walk.make(implied::moves(&walk.state, to, way), to, way);
        if !walk.waves.is_empty() {
            walk.follow(from, to);
            walk.state = Cow::Owned(settled::settled(walk.state.into_owned(), &walk.origin, from, to));
        }
        walk
    }

    fn first(&self, id: &Id) -> Id {
        self.origin.get(id).unwrap_or(id).clone()
    }

    fn make(&mut self, mut moves: Vec<Move>, to: &Catalog, way: &Way) {
        if moves.is_empty() {
            return;
        }
        let held = held(&self.state);
        let moving: BTreeSet<&Id> = moves.iter().map(|each| &each.old).collect();
        let blocking = moves.iter().flat_map(|each| claims(&each.new, self.state.get(&each.old)));
        let blocking = blocking.filter_map(|claim| held.get(&claim)).filter(|holder| !moving.contains(holder));
        let mut in_the_way: Vec<Id> = blocking.map(|id| self.first(id)).collect();
        let path = &way.profile.search_path;
        let (mut carried, ids) = loop {
            let renaming = Renaming::new(&self.state, moves.iter().map(|each| (&each.old, &each.new)), path);
            in_the_way.extend(outputs::hidden(&self.state, &renaming, path).iter().map(|id| self.first(id)));
            for each in &mut moves {
                each.silent |= each.old.kind == Kind::Column && renaming.follows(&self.state, &each.old);
            }
            let (carried, ids) = renaming.carry(&self.state);
            let more = outputs::moves(&self.state, &carried, &ids, &moves, to);
            if more.is_empty() {
                break (carried, ids);
            }
            moves.extend(more);
        };
        outputs::keep(&self.state, &mut carried, &ids, to);
        self.in_the_way.extend(in_the_way);
        // What follows by itself needs no statement.
        moves.retain(|each| !(each.silent && self.state.get(&each.old).is_some()));
        let constructors: Vec<Move> = moves.iter().flat_map(|each| constructors(each, &carried)).collect();
        let before = std::mem::replace(&mut self.state, Cow::Owned(carried));
        self.waves.push((before.into_owned(), moves));
        if !constructors.is_empty() {
            self.waves.push((self.state.clone().into_owned(), constructors));
        }
        let origin = std::mem::take(&mut self.origin);
        self.origin = ids
            .into_iter()
            .map(|(old, new)| (new, origin.get(&old).cloned().unwrap_or(old)))
            .filter(|(new, first)| new != first)
            .collect();
    }

    /// What is no object of its own and is called after one: indexes of partitions, and the sequences of identities, which take each
    /// other's names where tables do.
    fn follow(&mut self, from: &Catalog, to: &Catalog) {
        let mut moves = partitions::moves(from, &self.state, &self.origin);
        let mut counted = Vec::new();
        for id in self.origin.keys() {
            if let (Some(Object::Column(old)), Some(Object::Column(new))) = (self.state.get(id), to.get(id))
                && let (Some(before), Some(after)) = (&old.identity, &new.identity)
                && before.sequence != after.sequence
            {
                let sequence = |identity: &Identity| Id::named(Kind::Sequence, &identity.name(&new.table, &new.name));
                moves.push(Move { old: sequence(before), new: sequence(after), silent: true });
                counted.push((id.clone(), after.sequence.clone()));
            }
        }
        if moves.is_empty() {
            return;
        }
        self.waves.push((self.state.clone().into_owned(), moves));
        for (id, sequence) in counted {
            if let Some(Object::Column(column)) =
                self.state.to_mut().objects.get_mut(&id).map(|entry| &mut entry.object)
                && let Some(identity) = &mut column.identity
            {
                identity.sequence = sequence;
            }
        }
    }
}

/// The moves of one level that the declarations ask for and that are still to be made.
fn asked(level: &[Kind], state: &Catalog, to: &Catalog, way: &Way) -> Vec<Move> {
    let pairs = way.renamed.iter().filter(|(new, _)| level.contains(&new.kind) && enum_value(new).is_none());
    // Values belong to a type that has its new name, and nothing else does.
    let values = way.renamed.iter().filter(|(new, _)| level.contains(&Kind::Column) && enum_value(new).is_some());
    let remembered = |new: &Id, old: &Id| way.done.get(new) == Some(old) && has(state, new);
    let mut moves: Vec<Move> = pairs
        .chain(values)
        .filter(|(new, old)| has(state, old) && !remembered(new, old))
        .map(|(new, old)| Move { old: old.clone(), new: new.clone(), silent: false })
        .collect();
    // Where the old name is in use again and the new one is there, it was done before, unless that one moves on.
    loop {
        let moving: BTreeSet<Id> = moves.iter().map(|each| each.old.clone()).collect();
        let before = moves.len();
        moves.retain(|each| !has(to, &each.old) || !has(state, &each.new) || moving.contains(&each.new));
        moves.retain(|each| enum_value(&each.new).is_none() || !has(state, &each.new) || moving.contains(&each.new));
        if moves.len() == before {
            break;
        }
    }
    // The type of several ranges is called after that of one.
    let multiranges: Vec<Move> = moves.iter().filter_map(|each| multirange(each, state, to)).collect();
    moves.extend(multiranges);
    moves
}

fn multirange(each: &Move, state: &Catalog, to: &Catalog) -> Option<Move> {
    match (state.get(&each.old)?, to.get(&each.new)?) {
        (Object::RangeType(old), Object::RangeType(new))
            if old.multirange != new.multirange && old.multirange == default_multirange(&old.name) =>
        {
            let id = |name: &Name| Id::named(Kind::RangeType, name);
            Some(Move { old: id(&old.multirange), new: id(&new.multirange), silent: true })
        }
        _ => None,
    }
}

/// The functions that make values of a range type are called after it, and stay behind when it gets another name.
fn constructors(each: &Move, carried: &Catalog) -> Vec<Move> {
    let ranges = carried.iter().filter_map(|(_, object)| match object {
        Object::RangeType(range) if each.new.kind == Kind::RangeType => Some(range),
        _ => None,
    });
    for RangeType { name, subtype, multirange, .. } in ranges {
        let (of, arguments) = if Id::named(Kind::RangeType, name) == each.new {
            (name, vec![format!("({subtype}, {subtype})"), format!("({subtype}, {subtype}, text)")])
        } else if Id::named(Kind::RangeType, multirange) == each.new {
            (multirange, vec!["()".to_owned(), format!("({name})"), format!("({name}[])")])
        } else {
            continue;
        };
        let old = name_of(&each.old).map(|old| of.sibling(old.clone())).unwrap_or_else(|| of.clone());
        let id = |name: &Name, arguments: String| Id::of(Kind::Function, name, &Ident::new(arguments));
        let moved = |arguments: String| Move { old: id(&old, arguments.clone()), new: id(of, arguments), silent: true };
        return arguments.into_iter().map(moved).collect();
    }
    Vec::new()
}

/// A name that only one object can have: what for, and the name.
type Claim = (&'static str, Vec<Ident>);

/// The names that an object called so holds against others.
fn claims(id: &Id, object: Option<&Object>) -> Vec<Claim> {
    let whole = |what| (what, id.path.clone());
    match id.kind {
        Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView | Kind::CompositeType => {
            vec![whole("relation"), whole("type")]
        }
        Kind::Sequence | Kind::Index => vec![whole("relation")],
        Kind::Enum if enum_value(id).is_some() => vec![whole("value")],
        Kind::Enum | Kind::Domain | Kind::RangeType => vec![whole("type")],
        kind if kind.is_routine() => vec![whole("routine")],
        Kind::Constraint => {
            let index = match object {
                Some(Object::Constraint(Constraint { rule, .. })) => has_index(rule),
                _ => false,
            };
            let index = index.then(|| ("relation", [0, 2].iter().filter_map(|&at| id.path.get(at).cloned()).collect()));
            std::iter::once(whole("constraint")).chain(index).collect()
        }
        kind => vec![whole(kind.words())],
    }
}

/// Who holds each name. Partitions, row security and the like have the name of their table, and hold nothing.
fn held(catalog: &Catalog) -> BTreeMap<Claim, Id> {
    let named = |id: &&Id| id.on.is_none() && !id.kind.label().is_empty();
    let ids = catalog.objects.keys().filter(named);
    ids.flat_map(|id| claims(id, catalog.get(id)).into_iter().map(move |claim| (claim, id.clone()))).collect()
}

/// A model without some objects, and without whatever cannot be without them.
fn without(from: &Catalog, gone: BTreeSet<Id>, way: &Way) -> Catalog {
    let resolver = Resolver::new(from, &way.profile.search_path);
    let mut dependents: BTreeMap<Id, Vec<&Id>> = BTreeMap::new();
    for (id, entry) in &from.objects {
        let parent = resolver.parent(&entry.object).or_else(|| id.target());
        for need in resolver.needs(id, entry).hard.into_iter().chain(parent) {
            dependents.entry(need).or_default().push(id);
        }
    }
    let mut queue: Vec<Id> = gone.into_iter().collect();
    let mut cleared = from.clone();
    while let Some(id) = queue.pop() {
        if cleared.objects.remove(&id).is_some() {
            queue.extend(dependents.get(&id).into_iter().flatten().map(|id| (*id).clone()));
        }
    }
    cleared
}

/// All renames in one file, so that nobody sees half of them.
fn steps(waves: Vec<(Catalog, Vec<Move>)>, state: &Catalog, way: &Way) -> Vec<Step> {
    let resolver = Resolver::new(state, &way.profile.search_path);
    let mut steps: Vec<Step> = Vec::new();
    let mut module: Option<String> = None;
    for (before, moves) in &waves {
        for renamed in order::ordered(moves, before, way.profile) {
            let order::Renamed { sql, of, last } = renamed;
            let module = module.get_or_insert_with(|| {
                before.objects.get(&of.old).map(|entry| entry.module.clone()).unwrap_or_default()
            });
            let change = (last && !of.silent).then(|| Change::Rename(of.old.clone(), of.new.clone()));
            let family = match enum_value(&of.new) {
                Some((name, _)) => Id::named(Kind::Enum, &name),
                None if has(state, &of.new) => Work::family(&resolver, state, &of.new),
                None => relation(state, &of.new).unwrap_or_else(|| of.new.clone()),
            };
            steps.push(Step {
                changes: change.into_iter().collect(),
                statements: vec![Statement::new(sql)],
                module: module.clone(),
                family,
                unchecked: false,
                stale: Vec::new(),
                stage: 0,
                apart: false,
            });
        }
    }
    steps
}

/// The relation that a column is of.
fn relation(catalog: &Catalog, column: &Id) -> Option<Id> {
    let [schema, name, _] = column.path.as_slice() else { return None };
    let table = Id { kind: Kind::Table, on: None, path: vec![schema.clone(), name.clone()] };
    table.relations().find(|id| has(catalog, id))
}

/// The renames that undo those of some steps, as they would be declared.
#[must_use]
pub fn reversed(steps: &[Step]) -> BTreeMap<Id, Id> {
    let mut made: Vec<(&Id, &Id)> = Vec::new();
    let mut back = BTreeMap::new();
    for change in steps.iter().flat_map(|step| &step.changes) {
        let Change::Rename(old, new) = change else { continue };
        // What it is in or part of gets its old name first.
        let mut end = old.clone();
        for (before, after) in made.iter().rev() {
            if is_within(&end, after) {
                end.path.splice(..after.path.len(), before.path.iter().cloned());
            }
        }
        if let Some(name) = name_of(new) {
            back.insert(end.clone(), with_name(&end, name));
        }
        made.push((old, new));
    }
    back
}

/// Whether an object is in a schema, or part of a table or type.
fn is_within(id: &Id, outer: &Id) -> bool {
    let part_of = match outer.kind {
        Kind::Schema => true,
        Kind::Table | Kind::ForeignTable | Kind::View | Kind::MaterializedView => {
            matches!(id.kind, Kind::Column | Kind::Constraint | Kind::Policy | Kind::Trigger)
        }
        Kind::Enum => enum_value(id).is_some() && enum_value(outer).is_none(),
        _ => false,
    };
    part_of && id.path.len() > outer.path.len() && id.path.starts_with(&outer.path)
}
