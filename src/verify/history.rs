//! Which migration made an object what it is.

use std::collections::BTreeMap;

use super::replay::State;
use crate::compare::What;
use crate::kind::Id;

/// The last migration that touched each object, and each attribute of it, by their place in the order.
#[derive(Debug, Default)]
pub(super) struct History {
    objects: BTreeMap<Id, usize>,
    attributes: BTreeMap<(Id, String), usize>,
}

impl History {
    /// Takes in what a migration changed.
    pub(super) fn add(&mut self, index: usize, before: &State, after: &State) {
        for difference in before.differences(after) {
            match difference.what {
                What::Missing | What::Extra => drop(self.objects.insert(difference.id, index)),
                What::Changed { attribute, .. } => drop(self.attributes.insert((difference.id, attribute), index)),
            }
        }
        // The parts of a new or dropped whole are not told one by one.
        let parts = |here: &State, there: &State| {
            here.objects.keys().filter(|id| !there.objects.contains_key(*id)).cloned().collect::<Vec<_>>()
        };
        for id in parts(after, before).into_iter().chain(parts(before, after)) {
            self.objects.insert(id, index);
        }
    }

    /// The migration that gave an object what was found of it.
    pub(super) fn last(&self, id: &Id, what: &What) -> Option<usize> {
        let attribute = match what {
            What::Changed { attribute, .. } => self.attributes.get(&(id.clone(), attribute.clone())),
            What::Missing | What::Extra => None,
        };
        attribute.into_iter().chain(self.objects.get(id)).max().copied()
    }
}
