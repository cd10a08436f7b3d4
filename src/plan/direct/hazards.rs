//! What the statements that create an object may do to rows that are there, as far as only the whole model tells.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use crate::catalog::Catalog;
use crate::kind::uniqueness::Uniqueness;
use crate::kind::{Id, Kind, column};
use crate::name::Name;
use crate::step::{Hazard, Statement};

/// What was unique before, by table, as far as new objects ask for something of the kind.
pub type Unique<'a> = BTreeMap<&'a Name, Vec<Uniqueness<'a>>>;

/// Finds what is unique in a model already, of the tables that are to have something unique.
pub fn unique<'a>(from: &'a Catalog, to: &Catalog, creates: &BTreeSet<Id>) -> Unique<'a> {
    let asked: BTreeSet<&Name> = creates.iter().filter_map(|id| Some(Uniqueness::of(to.get(id)?)?.table)).collect();
    let mut unique = Unique::new();
    if !asked.is_empty() {
        let objects = from.of_kind(Kind::Constraint).chain(from.of_kind(Kind::Index));
        for known in objects.filter_map(|(_, object)| Uniqueness::of(object)) {
            if asked.contains(known.table) {
                unique.entry(known.table).or_default().push(known);
            }
        }
    }
    unique
}

impl Work<'_> {
    /// Says of the statements that create an object what they do to rows.
    pub(super) fn settle_hazards(&self, id: &Id, statements: &mut [Statement]) {
        let Some(object) = self.to.get(id) else { return };
        let of_rows = column::rewrite::hazards(id, self.to, &self.profile.search_path);
        if let Some(add) = statements.first_mut() {
            let new: Vec<Hazard> = of_rows.into_iter().filter(|hazard| !add.hazards.contains(hazard)).collect();
            add.hazards.extend(new);
        }
        let kept = |unique: Uniqueness| {
            let known = self.unique.get(unique.table).map_or(&[] as &[_], Vec::as_slice);
            unique.is_kept(known, self.from, self.to)
        };
        if Uniqueness::of(object).is_some_and(kept) {
            forget(statements, &[Hazard::MayFail]);
        }
        let family = Work::family(&self.after, self.to, id);
        if self.creates.contains(&family) {
            // What was created in this very plan holds no rows and was open to nobody.
            let opens = [Hazard::AccessWidened, Hazard::AccessNarrowed];
            let comes_back = self.drops.contains(&family);
            for statement in statements {
                statement.hazards.retain(|hazard| *hazard == Hazard::DataLoss || comes_back && opens.contains(hazard));
            }
        }
    }
}

/// Takes back hazards that do not apply.
pub fn forget(statements: &mut [Statement], hazards: &[Hazard]) {
    statements.iter_mut().for_each(|own| own.hazards.retain(|hazard| !hazards.contains(hazard)));
}
