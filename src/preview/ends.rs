//! Where a plan starts and where it leads.

use std::collections::{BTreeMap, BTreeSet};

use crate::authored;
use crate::catalog::{Catalog, Entry};
use crate::code;
use crate::compare;
use crate::dependencies;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diff::Change;
use crate::drift::{self, Sides};
use crate::forget::forget;
use crate::generate::place;
use crate::introspect::{Found, Unmodelled};
use crate::kind::default_privileges::given;
use crate::kind::owner::Owner;
use crate::kind::{Alter, Id, Kind, Object};
use crate::live::Reading;
use crate::lock::Lock;
use crate::lower::Lowered;
use crate::plan::{self, Step};
use crate::profile::Profile;
use crate::project::Project;
use crate::step::Hazard;

/// Two models.
#[derive(Debug, Default)]
pub struct Ends {
    pub from: Catalog,
    pub to: Catalog,
    /// What is in the database, and neither the project nor its lock knows: outermost objects, without what is left alone in any case.
    pub unmanaged: BTreeSet<Id>,
    /// What the database has and no declaration could say.
    pub unmodelled: BTreeSet<Unmodelled>,
    /// Objects that something depends on which neither model has, in words.
    pub held: BTreeMap<Id, BTreeSet<String>>,
    /// What was renamed by the migrations of the project.
    pub done: BTreeMap<Id, Id>,
}

impl Ends {
    /// From a model to what is declared.
    #[must_use]
    pub fn declared(from: Catalog, lowered: &Lowered, lock: &Lock) -> Ends {
        let from = forget(&from, &lowered.externals, &lowered.catalog);
        Ends { from, to: lowered.catalog.clone(), done: lock.renamed.clone(), ..Ends::default() }
    }

    /// From what a live database printed to what is declared, as a server of the same major version printed it. What neither the project
    /// nor its lock knows stays, unless it is to be dropped.
    #[must_use]
    pub fn printed(
        project: &Project,
        lowered: &Lowered,
        lock: &Lock,
        declared: Reading,
        found: Reading,
        drop_unmanaged: bool,
    ) -> Ends {
        let Sides { mut declared, mut found } = Sides::new(project, lowered, declared, found, drop_unmanaged);
        let unmodelled = found.unmodelled.difference(&declared.unmodelled).cloned().collect();
        let names = Names::after(project, lowered, lock, &declared, &found);
        let strangers = strangers(project, &names, &lock.catalog, &declared, &found);
        // Some are nobody's business: what the project says to leave alone, and the tables of tools that run migrations.
        let is_told = |id: &Id| !project.leaves_alone(id) && !drift::is_bookkeeping(id);
        let unmanaged: BTreeSet<Id> = strangers.iter().filter(|id| is_told(id)).cloned().collect();
        let stays = |id: &Id| strangers.contains(id) && !(drop_unmanaged && unmanaged.contains(id));
        let is_kept = |id: &&Id| stays(&drift::outermost(id, &declared, &found));
        let kept: BTreeSet<Id> = found.objects.keys().filter(is_kept).cloned().collect();
        for id in &kept {
            let new = names.of(id);
            if let Some(object) = names.found.objects.get(new) {
                declared.objects.insert(new.clone(), object.clone());
            }
            if let Some(owner) = found.owners.get(id) {
                declared.owners.insert(new.clone(), owner.clone());
            }
            if let Some(needs) = found.dependencies.get(id) {
                declared.dependencies.insert(new.clone(), needs.iter().map(|need| names.of(need).clone()).collect());
            }
        }
        own(&mut declared, &mut found);
        // What a server printed it may print anew when it reads that, but not as a person would have written it.
        authored::write(&mut declared.objects);
        authored::write(&mut found.objects);
        let to = catalog(declared, lowered, |id| lowered.catalog.objects.get(id));
        let held = std::mem::take(&mut found.held);
        let from = catalog(found, lowered, |id| lock.catalog.objects.get(id));
        Ends { from, to, unmanaged, unmodelled, held, done: lock.renamed.clone() }
    }

    /// Says what the steps would take from under something that neither model has: Postgres would stop there.
    pub(super) fn refuse_held(&self, steps: &[Step], profile: &Profile, lowered: &Lowered, out: &mut Diagnostics) {
        let is_new = |id: &Id| match (self.from.get(id), self.to.get(id)) {
            (Some(old), Some(new)) => matches!(old.alter(new, profile), Alter::Retype(_) | Alter::Rebuild(_)),
            (Some(_), None) | (None, _) => false,
        };
        let goes = |change: &&Change| match change {
            Change::Drop(_) => true,
            Change::Alter(id) => is_new(id),
            Change::Create(_) | Change::Rename(_, _) => false,
        };
        let gone: BTreeSet<&Id> = steps.iter().flat_map(|step| &step.changes).filter(goes).map(Change::id).collect();
        for (id, users) in gone.into_iter().filter_map(|id| Some((id, self.held.get(id)?))) {
            let says = format!("{id} cannot go, or be made anew, under what is not part of the plan");
            let error = Diagnostic::error(code::IMPOSSIBLE_CHANGE, place(id, lowered), says);
            let error = users.iter().fold(error, |error, user| error.note(format!("{user} depends on it")));
            out.push(error.help("drop that first and make it again afterwards, or leave this as it is"));
        }
    }

    /// Says at every step that drops what schemac did not make that this is so.
    pub(super) fn mark(&self, steps: &mut [Step]) {
        for step in steps {
            if let Some(Change::Drop(id)) = step.changes.first()
                && self.unmanaged.contains(id)
                && let Some(statement) = step.statements.first_mut()
            {
                statement.hazards.push(Hazard::Unmanaged);
            }
        }
    }
}

/// What was found, under the names that it has at the end.
struct Names {
    found: Reading,
    moved: BTreeMap<Id, Id>,
}

impl Names {
    fn after(project: &Project, lowered: &Lowered, lock: &Lock, declared: &Reading, found: &Reading) -> Names {
        if lowered.renamed.is_empty() {
            return Names { found: found.clone(), moved: BTreeMap::new() };
        }
        let model = |reading: &Reading| Found::into_catalog(reading.objects.clone());
        let way = project.way(&lowered.renamed, &lock.renamed);
        let (carried, moved) = plan::carried(&model(found), &model(declared), &way);
        let objects = carried.objects.into_iter().map(|(id, entry)| (id, entry.object)).collect();
        Names { found: Reading { objects, ..found.clone() }, moved }
    }

    fn of<'i>(&'i self, id: &'i Id) -> &'i Id {
        self.moved.get(id).unwrap_or(id)
    }
}

/// Outermost objects of the database that neither the declarations nor the lock know.
fn strangers(project: &Project, names: &Names, lock: &Catalog, declared: &Reading, found: &Reading) -> BTreeSet<Id> {
    let known = |id: &Id, outermost: &Id| {
        declared.objects.contains_key(&drift::outermost(names.of(id), declared, &names.found))
            || lock.get(outermost).is_some()
            || outermost.path.first() == Some(&project.schema) && outermost.kind == Kind::Schema
    };
    let outermost = |id: &Id| drift::outermost(id, declared, found);
    found
        .objects
        .keys()
        .map(|id| (id, outermost(id)))
        .filter(|(id, whole)| !known(id, whole))
        .map(|(_, whole)| whole)
        .collect()
}

/// Owners as objects, where they differ or one of the two has no such object.
fn own(declared: &mut Reading, found: &mut Reading) {
    for side in [declared, found] {
        for (on, role) in std::mem::take(&mut side.owners) {
            if side.objects.contains_key(&on) {
                let owner: Object = Owner { on, role }.into();
                side.objects.insert(owner.id(), owner);
            }
        }
        given::state(&mut side.objects, side.server.major);
    }
}

/// A reading as a model, with what a database does not keep: where an object belongs in the project, and how it came to be.
fn catalog<'a>(reading: Reading, lowered: &'a Lowered, known: impl Fn(&Id) -> Option<&'a Entry>) -> Catalog {
    let Reading { objects, dependencies: edges, .. } = reading;
    let entry = |(id, object): (Id, Object)| {
        let declared = lowered.catalog.objects.get(&id);
        let object = match declared {
            Some(entry) => compare::with_unstored(object, &entry.object),
            None => object,
        };
        let depends_on = known(&id).map(|entry| entry.depends_on.clone()).unwrap_or_default();
        // A part that nobody declares goes with its whole, in one transaction.
        let whole = || lowered.catalog.objects.get(&id.target().or_else(|| object.parent())?);
        let module = declared.or_else(whole).map(|entry| entry.module.clone()).unwrap_or_default();
        (id, Entry { object, depends_on, module })
    };
    let mut catalog = Catalog { objects: objects.into_iter().map(entry).collect::<BTreeMap<_, _>>() };
    dependencies::declare(&mut catalog, &edges);
    let unseen = lowered.catalog.objects.keys().filter(|id| !id.is_read());
    for id in unseen {
        if let Some(entry) = known(id) {
            catalog.objects.insert(id.clone(), entry.clone());
        }
    }
    catalog
}
