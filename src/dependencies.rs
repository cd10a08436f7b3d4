//! What Postgres knows of dependencies and the text of the objects does not show.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalog::Catalog;
use crate::kind::{Id, Kind};
use crate::resolve::Resolver;

/// Which declarations have to come after which others.
type Order = HashMap<Id, BTreeSet<Id>>;

/// Declares dependencies that planning would not see by itself.
pub fn declare(catalog: &mut Catalog, known: &BTreeMap<Id, BTreeSet<Id>>) {
    let schemas: BTreeSet<_> = catalog.objects.keys().filter_map(Id::schema).cloned().collect();
    let search_path: Vec<_> = schemas.into_iter().collect();
    let resolver = Resolver::new(catalog, &search_path);
    let parent = |id: &Id| catalog.get(id).and_then(|object| resolver.parent(object));
    let mut order = Order::new();
    for (id, entry) in &catalog.objects {
        let from = declaring(id, &parent);
        let needs = resolver.needs(id, entry);
        let after = order.entry(from.clone()).or_default();
        after.extend(needs.firm().map(|need| declaring(need, &parent)).chain(parent(&from)));
    }
    let mut missing: Vec<(Id, Id)> = Vec::new();
    for (id, needs) in known.iter().filter(|(id, _)| catalog.get(id).is_some()) {
        let from = declaring(id, &parent);
        for need in needs.iter().filter(|need| catalog.get(need).is_some()) {
            let to = declaring(need, &parent);
            // What would close a circle is no order of whole declarations.
            if !comes_after(&from, &to, &order) && !comes_after(&to, &from, &order) {
                order.entry(from.clone()).or_default().insert(to.clone());
                missing.push((from.clone(), to));
            }
        }
    }
    for (id, need) in missing {
        if let Some(entry) = catalog.objects.get_mut(&id) {
            entry.depends_on.insert(need);
        }
    }
}

/// The object whose declaration can say `depends_on` for this one: itself, if it is no mere value.
fn declaring(id: &Id, parent: &impl Fn(&Id) -> Option<Id>) -> Id {
    let mut at = id.clone();
    while let Kind::Default
    | Kind::Column
    | Kind::Constraint
    | Kind::RowSecurity
    | Kind::Partition
    | Kind::ReplicaIdentity
    | Kind::Owner
    | Kind::Grants
    | Kind::Comment = at.kind
        && let Some(outer) = parent(&at)
    {
        at = outer;
    }
    at
}

/// Whether one declaration is known to come after another, or is the same.
fn comes_after(from: &Id, to: &Id, order: &Order) -> bool {
    let direct = |id: &Id| order.get(id).is_some_and(|after| after.contains(to));
    if from == to || direct(from) {
        return true;
    }
    let (mut done, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(at) = waiting.pop() {
        if direct(at) {
            return true;
        }
        if done.insert(at) {
            waiting.extend(order.get(at).into_iter().flatten());
        }
    }
    false
}
