//! Catalog × catalog → changes. Says what differs, not how it is done, and names no kind.

use crate::catalog::Catalog;
use crate::kind::Id;

/// One object that differs between two catalogs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Create(Id),
    Drop(Id),
    Alter(Id),
    /// What was called the first is called the second, and so does all that mentions it.
    Rename(Id, Id),
}

impl Change {
    /// The object that changes.
    #[must_use]
    pub fn id(&self) -> &Id {
        match self {
            Change::Create(id) | Change::Drop(id) | Change::Alter(id) | Change::Rename(_, id) => id,
        }
    }

    /// What happens to it.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Change::Create(_) => "create",
            Change::Drop(_) => "drop",
            Change::Alter(_) => "alter",
            Change::Rename(_, _) => "rename",
        }
    }

    /// Makes the change in a model, on the way to another.
    pub fn apply(&self, state: &mut Catalog, to: &Catalog) {
        match self {
            // Renames go together, in a stage of their own that does nothing else.
            Change::Rename(_, _) => state.clone_from(to),
            Change::Drop(id) => drop(state.objects.remove(id)),
            Change::Create(id) | Change::Alter(id) => {
                if let Some(entry) = to.objects.get(id) {
                    state.objects.insert(id.clone(), entry.clone());
                }
            }
        }
    }
}

/// What turns `from` into `to`, in order of id.
#[must_use]
pub fn diff(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let gone = from.iter().filter(|(id, _)| to.get(id).is_none()).map(|(id, _)| Change::Drop(id.clone()));
    let new_or_changed = to.iter().filter_map(|(id, object)| match from.get(id) {
        None => Some(Change::Create(id.clone())),
        Some(old) if old != object => Some(Change::Alter(id.clone())),
        Some(_) => None,
    });
    gone.chain(new_or_changed).collect()
}
