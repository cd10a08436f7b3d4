//! What is to be done with an object → the step that does it.

use super::{Work, hazards};
use crate::diff::Change;
use crate::kind::{Id, Kind, Object, partition};
use crate::plan::Step;
use crate::plan::graph::Node;
use crate::plan::rebuild::Rebuild;
use crate::resolve::Resolved;
use crate::step::{Hazard, Statement};

impl Work<'_> {
    /// Whether the body of a function had to give way.
    fn is_unchecked(&self, node: &Node) -> bool {
        let id = node.id();
        !matches!(node, Node::Drop(_))
            && self
                .needs_after
                .get(id)
                .is_some_and(|needs| needs.bodies.iter().any(|need| self.ignored.contains(&(id.clone(), need.clone()))))
    }

    pub(super) fn step(&self, node: &Node) -> Step {
        let (catalog, resolver) = match node {
            Node::Drop(_) => (self.from, &self.before),
            Node::Create(_) | Node::Alter(_) => (self.to, &self.after),
        };
        let id = node.id();
        let (changes, statements) = match node {
            Node::Create(_) => {
                let parts: Vec<&Object> =
                    self.parts.get(id).into_iter().flatten().filter_map(|part| self.to.get(part)).collect();
                let mut statements = match self.to.get(id) {
                    // What stays has none of the rights that a new object is given by default.
                    Some(Object::Grants(grants)) if self.drops.contains(id) && !self.drops.contains(&grants.on) => {
                        grants.give_again(self.profile)
                    }
                    object => object.map(|object| object.create(&parts, self.profile)).unwrap_or_default(),
                };
                self.settle_hazards(id, &mut statements);
                let created = self.members(node).into_iter().map(Change::Create);
                let taken = self.absorbed.get(id).into_iter().flatten().cloned().map(Change::Drop);
                (created.chain(taken).collect(), statements)
            }
            Node::Drop(_) => {
                let statements = self.from.get(id).map(|object| object.drop(self.profile)).unwrap_or_default();
                (self.members(node).into_iter().map(Change::Drop).collect(), statements)
            }
            Node::Alter(_) => {
                let changes = match (self.successors.get(id), self.rebuilds.get(id)) {
                    (Some(old), _) => vec![Change::Create(id.clone()), Change::Drop(old.clone())],
                    (None, Some(Rebuild { types, satellites, columns: _ })) => {
                        types.iter().chain(satellites).cloned().map(Change::Alter).collect()
                    }
                    (None, None) => vec![Change::Alter(id.clone())],
                };
                (changes, self.alters.get(id).cloned().unwrap_or_default())
            }
        };
        let mut statements: Vec<Statement> = if self.is_in_use(node) {
            statements.into_iter().flat_map(Statement::into_online).collect()
        } else {
            statements
        };
        if matches!(node, Node::Create(_)) {
            let takes_in = self.absorbed.contains_key(id);
            let known = |statement: &Statement| partition::stages::lock(self.to, id, takes_in, statement);
            statements.iter_mut().for_each(|statement| statement.known_lock = known(statement));
        }
        let module = catalog.objects.get(id).map(|entry| entry.module.clone()).unwrap_or_default();
        let (family, unchecked) = (Self::family(resolver, catalog, id), self.is_unchecked(node));
        if family.kind == Kind::ForeignTable {
            // Its rows are elsewhere, and nobody reads or writes them for it.
            hazards::forget(&mut statements, &[Hazard::TableScan, Hazard::TableRewrite, Hazard::MayFail]);
            if matches!(node, Node::Alter(_)) {
                hazards::forget(&mut statements, &[Hazard::DataLoss]);
            }
        }
        let stale = match node {
            Node::Alter(_) => self.stale.get(id).cloned().unwrap_or_default(),
            Node::Create(_) | Node::Drop(_) => Vec::new(),
        };
        Step { changes, statements, module, family, unchecked, stale, stage: 0, apart: false }
    }

    /// Whether others may be at work with what the statements are about.
    fn is_in_use(&self, node: &Node) -> bool {
        let (catalog, resolver) = match node {
            Node::Drop(_) => (self.from, &self.before),
            Node::Create(_) | Node::Alter(_) => (self.to, &self.after),
        };
        let host = Self::host(resolver, catalog, node.id());
        let stays = !self.creates.contains(&host) && !self.drops.contains(&host);
        let needs = if matches!(node, Node::Drop(_)) { &self.needs_before } else { &self.needs_after };
        // What goes with a column is gone in the same moment.
        let rebuilt = |need: &Id| self.rebuilds.values().any(|rebuild| rebuild.holds(need));
        // And what makes way for a change, to come back as it was, does so in the moment of the change, which locks others out anyway.
        let makes_way = self.from.get(node.id()) == self.to.get(node.id());
        let moved =
            |need: &Id| self.drops.contains(need) || rebuilt(need) || makes_way && self.alters.contains_key(need);
        let alone = |needs: &Resolved| !needs.hard.iter().any(moved);
        self.online
            && host != *node.id()
            && stays
            && match node {
                Node::Create(id) if id.kind == Kind::Table => partition::stages::can_be_like_its_parent(catalog, id),
                Node::Drop(id) if id.kind == Kind::Partition => {
                    !self.creates.contains(id) && partition::stages::can_leave_alone(catalog, id)
                }
                Node::Create(_) | Node::Drop(_) | Node::Alter(_) => catalog.get(&host).is_some_and(Object::holds_rows),
            }
            && needs.get(node.id()).is_none_or(alone)
    }
}
