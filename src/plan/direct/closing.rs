//! Who sees which rows changes in an order in which nobody sees, after any statement, what neither the old nor the new rules show: what
//! takes away comes first, what gives comes last.
//!
//! Postgres shows the rows that some permissive policy shows and no restrictive one hides. Permissive policies add up, so each can change
//! by itself as long as nothing else does; what they show together with restrictive ones that are half changed is shown by neither, so
//! they are away meanwhile. The same holds for rights on a view whose query changes together with what it calls.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use crate::catalog::Catalog;
use crate::kind::policy::{Mode, Policy};
use crate::kind::{Id, Kind, Object};
use crate::plan::graph::Node;
use crate::resolve::Resolved;
use crate::step::Hazard;

/// What changes of who sees the rows of a relation that stays, by when it has to.
#[derive(Debug, Default)]
pub struct Changes {
    /// Takes away: permissive policies and rights that go.
    pub first: Vec<Node>,
    /// Restrictive policies, row security, the query of a view, and permissive policies that stay.
    pub then: Vec<Node>,
    /// Gives: permissive policies that come.
    pub late: Vec<Node>,
    /// Rights that come.
    pub last: Vec<Node>,
}

impl Changes {
    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.first.iter().chain(&self.then).chain(&self.late).chain(&self.last)
    }
}

/// The relations whose rows are shown to others than before.
pub type Shown = BTreeMap<Id, Changes>;

/// What is altered or shown otherwise, by what it means for each policy and view that reads through it.
pub type Affected = BTreeMap<Id, BTreeSet<Id>>;

/// Finds what changes of who sees which rows.
#[must_use]
pub fn shown(work: &Work) -> Shown {
    let mut shown = Shown::new();
    let nodes = work.drops.iter().map(|id| Node::Drop(id.clone()));
    let nodes = nodes.chain(work.creates.iter().map(|id| Node::Create(id.clone())));
    for node in nodes.chain(work.alters.keys().map(|id| Node::Alter(id.clone()))) {
        let relation = match node.id().kind {
            Kind::Policy | Kind::RowSecurity => {
                [work.to, work.from].into_iter().find_map(|model| model.get(node.id())?.parent())
            }
            Kind::Grants => node.id().target().filter(|on| Kind::RELATIONS.contains(&on.kind)),
            Kind::View => matches!(node, Node::Alter(_)).then(|| node.id().clone()),
            _ => None,
        };
        let stays =
            |id: &Id| [work.from, work.to].into_iter().all(|model| model.get(id).is_some()) && !work.drops.contains(id);
        if let Some(relation) = relation.filter(stays) {
            let changes = shown.entry(relation).or_default();
            work.when(&node, changes).push(node);
        }
    }
    shown
}

impl<'a> Work<'a> {
    /// When a change of who sees rows has to come.
    fn when<'c>(&self, node: &Node, changes: &'c mut Changes) -> &'c mut Vec<Node> {
        let permissive = |model, id| policy(model, id).is_some_and(|policy: &Policy| policy.mode == Mode::Permissive);
        match node {
            Node::Drop(id) if id.kind == Kind::Grants || permissive(self.from, id) => &mut changes.first,
            Node::Create(id) if id.kind == Kind::Grants => &mut changes.last,
            Node::Create(id) if permissive(self.to, id) => &mut changes.late,
            Node::Alter(id) if id.kind == Kind::Grants && self.states(id, Hazard::AccessWidened) => &mut changes.last,
            Node::Alter(id) if id.kind == Kind::Grants => &mut changes.first,
            Node::Drop(_) | Node::Create(_) | Node::Alter(_) => &mut changes.then,
        }
    }

    /// Whether a statement that alters an object states a hazard.
    fn states(&self, id: &Id, hazard: Hazard) -> bool {
        self.alters.get(id).into_iter().flatten().any(|statement| statement.hazards.contains(&hazard))
    }

    /// Policies and rights that have to be away while others change, so that they are dropped and created again.
    pub(super) fn to_be_away(&self) -> Vec<Id> {
        let shown = shown(self);
        let affected = self.affected(&shown);
        if shown.is_empty() && affected.is_empty() {
            return Vec::new();
        }
        let times = |id: &Id| usize::from(self.alters.contains_key(id)) + affected.get(id).map_or(0, BTreeSet::len);
        let mut away = Vec::new();
        let mut permissive: BTreeMap<Id, Vec<&Id>> = BTreeMap::new();
        let mut hiding: BTreeMap<Id, usize> = BTreeMap::new();
        let ids = |model: &'a Catalog| model.of_kind(Kind::Policy).map(|(id, _)| id);
        let policies: BTreeSet<&Id> = ids(self.from).chain(ids(self.to)).collect();
        for id in policies {
            let modes = [self.from, self.to].map(|model| policy(model, id).map(|policy| policy.mode));
            let Some(table) = [self.from, self.to].into_iter().find_map(|model| model.get(id)?.parent()) else {
                continue;
            };
            match modes {
                [Some(_), Some(Mode::Permissive)] if !self.drops.contains(id) => {
                    permissive.entry(table).or_default().push(id)
                }
                [Some(_), Some(Mode::Restrictive)] if !self.drops.contains(id) => {
                    *hiding.entry(table).or_default() += times(id)
                }
                // One that is made anew changes twice.
                [old, new] => {
                    let hides = [old, new].into_iter().filter(|mode| *mode == Some(Mode::Restrictive));
                    *hiding.entry(table).or_default() += hides.count();
                }
            }
        }
        for (table, policies) in permissive {
            let is_away = |id: &&&Id| match hiding.get(&table) {
                None | Some(0) => times(id) > 1,
                Some(1) => times(id) > 0,
                Some(_) => true,
            };
            away.extend(policies.iter().filter(is_away).map(|id| (*id).clone()));
        }
        for view in self.from.of_kind(Kind::View).map(|(id, _)| id).filter(|id| times(id) > 1) {
            away.push(Id::satellite(Kind::Grants, view));
        }
        for (relation, changes) in &shown {
            let grants = Id::satellite(Kind::Grants, relation);
            let others = changes.nodes().any(|node| *node.id() != grants) || times(relation) > 0;
            let does_both =
                [Hazard::AccessWidened, Hazard::AccessNarrowed].iter().all(|own| self.states(&grants, *own));
            if others && does_both {
                away.push(grants);
            }
        }
        away.retain(|id| self.from.get(id).is_some() && !self.drops.contains(id));
        away.sort();
        away.dedup();
        away
    }

    /// For each policy and view, what it reads through that is altered or shown otherwise.
    fn affected(&self, shown: &Shown) -> Affected {
        let functions = self.alters.keys().filter(|id| id.kind == Kind::Function);
        let changed: Vec<&Id> = functions.chain(shown.keys()).collect();
        let mut affected = Affected::new();
        if changed.is_empty() {
            return affected;
        }
        let readers = self.readers();
        for origin in changed {
            let (mut seen, mut queue) = (BTreeSet::from([origin]), vec![origin]);
            while let Some(at) = queue.pop() {
                for &user in readers.get(at).into_iter().flatten().filter(|user| self.passes_on(at, user)) {
                    if !seen.insert(user) {
                        continue;
                    }
                    if user.kind != Kind::Policy {
                        queue.push(user);
                    }
                    if user.kind != Kind::Function {
                        affected.entry(user.clone()).or_default().insert(origin.clone());
                    }
                }
            }
        }
        affected
    }

    /// The policies, views and functions that name an object, before or after.
    fn readers(&self) -> BTreeMap<Id, BTreeSet<&Id>> {
        let mut readers: BTreeMap<Id, BTreeSet<&Id>> = BTreeMap::new();
        // What stays as it is needs the same in both models.
        let new = |id: &Id| self.creates.contains(id) || self.alters.contains_key(id);
        let kinds = [Kind::Policy, Kind::View, Kind::Function];
        let before = kinds.iter().flat_map(|kind| self.from.entries_of(*kind)).map(|own| (&self.before, own));
        let after = kinds.iter().flat_map(|kind| self.to.entries_of(*kind)).filter(|(id, _)| new(id));
        for (resolver, (id, entry)) in before.chain(after.map(|own| (&self.after, own))) {
            let Resolved { hard, wide: _, soft, bodies } = resolver.needs(id, entry);
            for need in hard.into_iter().chain(soft).chain(bodies) {
                readers.entry(need).or_default().insert(id);
            }
        }
        readers
    }

    /// Whether what is shown of one thing is shown by another that uses it: a policy does not use its own table, and whoever reads with the
    /// rights of the owner of both sees all rows.
    fn passes_on(&self, used: &Id, user: &Id) -> bool {
        let owner = |id: &Id| [self.from, self.to].map(|model| model.get(&Id::satellite(Kind::Owner, id)).cloned());
        let as_caller = |object: &Object| match object {
            Object::View(view) => view.security_invoker,
            Object::Function(function) => !function.security_definer,
            _ => true,
        };
        let models = || [self.from, self.to].into_iter().filter_map(|model| model.get(user));
        let own = user.kind == Kind::Policy && models().any(|policy| policy.parent().as_ref() == Some(used));
        let is_altered =
            !Kind::RELATIONS.contains(&used.kind) || used.kind == Kind::View && self.alters.contains_key(used);
        !own && (is_altered || models().any(as_caller) || owner(used) != owner(user))
    }

    /// What has to happen before what.
    pub(super) fn closing(&self) -> Vec<(Node, Node)> {
        let shown = shown(self);
        let affected = self.affected(&shown);
        // What is between the first and the last of a change there.
        let within = |origin: &Id| match shown.get(origin) {
            Some(changes) => changes.then.clone(),
            None => vec![Node::Alter(origin.clone())],
        };
        let mut through: BTreeMap<Id, BTreeSet<&Id>> = BTreeMap::new();
        let mut pairs = Vec::new();
        for (user, origins) in &affected {
            let relation = [self.to, self.from].into_iter().find_map(|model| model.get(user)?.parent());
            through.entry(relation.unwrap_or_else(|| user.clone())).or_default().extend(origins);
            let (goes, comes) = (self.drops.contains(user), self.creates.contains(user));
            if user.kind == Kind::View {
                let meanwhile: Vec<Node> = origins.iter().flat_map(within).collect();
                let last = comes.then(|| Node::Create(user.clone()));
                pairs.extend(in_order(&[
                    goes.then(|| Node::Drop(user.clone())).as_slice(),
                    &meanwhile,
                    last.as_slice(),
                ]));
            }
        }
        let memberships = |ids: &BTreeSet<Id>, node: fn(Id) -> Node| {
            ids.iter().filter(|id| id.kind == Kind::RoleMembership).cloned().map(node).collect::<Vec<Node>>()
        };
        let (leave, join) = (memberships(&self.drops, Node::Drop), memberships(&self.creates, Node::Create));
        for (relation, Changes { first, then, late, last }) in &shown {
            // Whoever joins a role sees what it sees.
            pairs.extend(in_order(&[&leave, &[then.as_slice(), late, last].concat()]));
            pairs.extend(in_order(&[&[first.as_slice(), then, late].concat(), &join]));
            let others = through.get(relation).into_iter().flatten().flat_map(|origin| within(origin));
            let then: Vec<Node> = then.iter().cloned().chain(others).collect();
            pairs.extend(in_order(&[first.as_slice(), &then, late, last]));
        }
        pairs
    }
}

/// Each of some nodes before each of those that follow.
fn in_order(phases: &[&[Node]]) -> Vec<(Node, Node)> {
    let mut pairs = Vec::new();
    for (at, phase) in phases.iter().enumerate() {
        let later = || phases[at + 1..].iter().flat_map(|phase| phase.iter());
        pairs.extend(phase.iter().flat_map(|first| later().map(move |next| (first.clone(), next.clone()))));
    }
    pairs
}

fn policy<'m>(model: &'m Catalog, id: &Id) -> Option<&'m Policy> {
    match model.get(id) {
        Some(Object::Policy(policy)) => Some(policy),
        _ => None,
    }
}
