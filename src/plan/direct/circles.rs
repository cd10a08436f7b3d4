//! What gives way where needs go in circles.

use std::collections::BTreeSet;

use super::Work;
use crate::kind::Id;
use crate::plan::Refusal;
use crate::plan::graph::Node;
use crate::resolve::Resolved;

impl Work<'_> {
    /// Gives way where needs go in circles.
    pub(super) fn relax(&mut self, circles: &[Vec<Node>]) -> Result<(), Vec<Refusal>> {
        let stuck = circles.iter().filter(|circle| !self.gives_way(circle));
        let refusals: Vec<Refusal> =
            stuck.map(|circle| Refusal::Cycle(circle.iter().map(|node| node.id().clone()).collect())).collect();
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }

    /// Whether something in a circle can give way: first soft needs, then parts that need not share their parent's statement, then bodies of
    /// functions.
    fn gives_way(&mut self, cycle: &[Node]) -> bool {
        let members: BTreeSet<Id> = cycle.iter().flat_map(|node| self.members(node)).collect();
        let soft = self.giving_way(&members, |needs, need| !needs.bodies.contains(need));
        if !soft.is_empty() {
            self.ignored.extend(soft);
            return true;
        }
        // Of the parts, those that reach out of their own group into the circle.
        let mut reaching = BTreeSet::new();
        for node in cycle {
            let needed = if matches!(node, Node::Drop(_)) { &self.needs_before } else { &self.needs_after };
            let group: BTreeSet<Id> = self.members(node).into_iter().collect();
            for part in group.iter().filter(|part| *part != node.id()) {
                if needed
                    .get(part)
                    .is_some_and(|needs| needs.firm().any(|need| members.contains(need) && !group.contains(need)))
                {
                    reaching.insert(part.clone());
                }
            }
        }
        if !reaching.is_empty() {
            self.unfolded.extend(reaching);
            return true;
        }
        // A function whose body names what is not there yet cannot run before it is, so this comes last.
        let bodies = self.giving_way(&members, |needs, need| needs.bodies.contains(need));
        if !bodies.is_empty() {
            self.ignored.extend(bodies);
            return true;
        }
        // At last, that who sees which rows changes in an order in which nobody sees others: one transaction still hides that.
        let asked = self.closing.len();
        self.closing.retain(|(first, then)| !(cycle.contains(first) && cycle.contains(then)));
        self.closing.len() < asked
    }

    /// The soft needs among some objects that are still heeded, as far as they are wanted.
    fn giving_way(&self, members: &BTreeSet<Id>, wanted: impl Fn(&Resolved, &Id) -> bool) -> Vec<(Id, Id)> {
        let mut pairs = Vec::new();
        for id in members {
            for needs in [&self.needs_before, &self.needs_after].into_iter().filter_map(|needs| needs.get(id)) {
                let soft = needs.soft.iter().filter(|need| members.contains(*need) && wanted(needs, need));
                pairs.extend(soft.map(|need| (id.clone(), need.clone())));
            }
        }
        pairs.retain(|pair| !self.ignored.contains(pair));
        pairs
    }
}
