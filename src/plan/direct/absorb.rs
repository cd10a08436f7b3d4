//! Indexes and constraints of partitions that become parts of what their parent is given, or were such parts.

use std::collections::BTreeSet;

use super::Work;
use crate::catalog::Catalog;
use crate::kind::{Id, Kind, Object, partition};

impl Work<'_> {
    /// Finds what partitions have of their own that becomes a part of what their parent is given, and what was such a part.
    pub(super) fn absorb(&mut self) {
        let gone = only(&self.drops, self.to);
        let new = only(&self.creates, self.from);
        let taken = self.pairs((self.to, &self.creates), (self.from, &gone));
        self.released = self.pairs((self.from, &self.drops), (self.to, &new));
        for (above, own) in taken {
            self.drops.remove(&own);
            self.absorbed.entry(above).or_default().push(own);
        }
    }

    /// What is built for a partitioned table in one model, with each of what partitions have in the other that it takes in.
    fn pairs(&self, above: (&Catalog, &BTreeSet<Id>), own: (&Catalog, &[&Id])) -> Vec<(Id, Id)> {
        let ((model, above), (other, own)) = (above, own);
        let is_partitioned = |object: &Object| {
            let whole = object.parent().and_then(|whole| model.get(&whole));
            whole.is_some_and(partition::stages::is_partitioned)
        };
        let mut pairs = Vec::new();
        for (id, object) in above.iter().filter(|id| is_built(id)).filter_map(|id| Some((id, model.get(id)?))) {
            if own.is_empty() || !is_partitioned(object) {
                continue;
            }
            let taken = |own: &Id| {
                other.get(own).is_some_and(|own| partition::stages::takes_in(model, object, own, self.profile))
            };
            pairs.extend(own.iter().filter(|own| taken(own)).map(|own| (id.clone(), (*own).clone())));
        }
        pairs
    }
}

fn is_built(id: &Id) -> bool {
    matches!(id.kind, Kind::Index | Kind::Constraint)
}

/// Those that the other model does not have.
fn only<'i>(ids: &'i BTreeSet<Id>, other: &Catalog) -> Vec<&'i Id> {
    ids.iter().filter(|id| is_built(id) && other.get(id).is_none()).collect()
}
