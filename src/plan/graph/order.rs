//! A way through the graph, or the circles in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Graph, Module, Node, Priority};

impl Graph {
    /// An order in which every node comes after what it waits for.
    ///
    /// # Errors
    /// The nodes of circles that share none, if there are any.
    pub fn order(&self) -> Result<Vec<Node>, Vec<Vec<Node>>> {
        let mut waiting = vec![0_usize; self.nodes.len()];
        for &follower in self.followers.iter().flatten() {
            waiting[follower] += 1;
        }
        let mut ready: BTreeMap<&Module, BTreeSet<(&Priority, usize)>> = BTreeMap::new();
        for index in (0..self.nodes.len()).filter(|&index| waiting[index] == 0) {
            ready.entry(&self.modules[index]).or_default().insert((&self.priorities[index], index));
        }
        let mut order = Vec::new();
        let mut current: Option<&Module> = None;
        loop {
            ready.retain(|_, nodes| !nodes.is_empty());
            let module = current.filter(|module| ready.contains_key(module)).or_else(|| ready.keys().next().copied());
            let Some((module, (_, index))) =
                module.and_then(|module| ready.get_mut(module)?.pop_first().map(|node| (module, node)))
            else {
                break;
            };
            current = Some(module);
            order.push(self.nodes[index].clone());
            for &follower in &self.followers[index] {
                waiting[follower] -= 1;
                if waiting[follower] == 0 {
                    ready.entry(&self.modules[follower]).or_default().insert((&self.priorities[follower], follower));
                }
            }
        }
        if order.len() == self.nodes.len() { Ok(order) } else { Err(self.circles(&waiting)) }
    }

    /// The nodes of circles among those that still wait: walking backwards along what is waited for has to come round. All that are met
    /// so are told at once: functions that call each other may be many.
    fn circles(&self, waiting: &[usize]) -> Vec<Vec<Node>> {
        let mut leader: Vec<Option<usize>> = vec![None; self.nodes.len()];
        for (first, followers) in self.followers.iter().enumerate().filter(|(first, _)| waiting[*first] > 0) {
            for &follower in followers {
                leader[follower].get_or_insert(first);
            }
        }
        let mut circles = Vec::new();
        let mut met_from: Vec<Option<usize>> = vec![None; self.nodes.len()];
        for start in (0..self.nodes.len()).filter(|&index| waiting[index] > 0) {
            let (mut path, mut at) = (Vec::new(), Some(start));
            while let Some(index) = at.filter(|&index| met_from[index].is_none()) {
                met_from[index] = Some(start);
                path.push(index);
                at = leader[index];
            }
            let closed = at.filter(|&index| met_from[index] == Some(start));
            let from = closed.and_then(|index| path.iter().position(|&seen| seen == index));
            circles
                .extend(from.map(|from| path[from..].iter().rev().map(|&index| self.nodes[index].clone()).collect()));
        }
        circles
    }
}
