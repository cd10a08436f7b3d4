//! What depends on something that the model has no form for: it cannot be built again, and neither can what depends on it in turn.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::Reading;
use crate::introspect::Unmodelled;
use crate::kind::replica_identity::{Identity, ReplicaIdentity};
use crate::kind::{Id, Kind, Object};

impl Reading {
    /// Leaves it out and notes why. What is `declared` all the same stays, and so does what depends on that alone.
    pub fn leave_out_dependents(&mut self, declared: impl Fn(&Id) -> bool) {
        let left_out = self.dependents(declared);
        for (id, why) in &left_out {
            // The parts of a whole go with it, but a partition is a table too.
            let mut wholes = std::iter::successors(self.whole(id), |id| self.whole(id));
            if id.kind == Kind::Table || !wholes.any(|whole| left_out.contains_key(&whole)) {
                let (what, name) = ("left out".to_owned(), id.to_string());
                let schema = id.schema().cloned();
                self.unmodelled.insert(Unmodelled { what, name, why: Some(why.clone()), schema });
            }
        }
        self.hold(|id| left_out.contains_key(id));
        self.objects.retain(|id, _| !left_out.contains_key(id));
        self.owners.retain(|id, _| !left_out.contains_key(id));
        for column in left_out.keys().filter(|id| id.kind == Kind::Column) {
            self.forget_rights(column);
        }
    }

    /// All that is to be left out, and what it depends on that is the reason.
    fn dependents(&self, declared: impl Fn(&Id) -> bool) -> BTreeMap<Id, String> {
        let mut users: HashMap<Id, Vec<&Id>> = HashMap::new();
        let mut waiting: VecDeque<(&Id, String)> = VecDeque::new();
        for (id, used) in &self.formless {
            waiting.push_back((id, format!("it uses {} {}, which has no form yet", used.what, used.name)));
        }
        if waiting.is_empty() {
            return BTreeMap::new();
        }
        for (id, object) in &self.objects {
            for used in self.whole(id).into_iter().chain(unrecorded(object)) {
                users.entry(used).or_default().push(id);
            }
        }
        for (id, needs) in &self.dependencies {
            needs.iter().for_each(|need| users.entry(need.clone()).or_default().push(id));
        }
        let mut out = BTreeMap::new();
        while let Some((id, why)) = waiting.pop_front() {
            if out.contains_key(id) || !self.objects.contains_key(id) || declared(id) {
                continue;
            }
            let users = users.get(id).into_iter().flatten();
            waiting.extend(users.map(|user| (*user, format!("it uses {id}, which is left out"))));
            out.insert(id.clone(), why);
        }
        out
    }

    /// What an object is a part of; an index or a rule may be of any relation.
    fn whole(&self, id: &Id) -> Option<Id> {
        let whole = id.target().or_else(|| self.objects.get(id).and_then(Object::parent))?;
        let kinds = [whole.kind, Kind::View, Kind::MaterializedView];
        kinds.into_iter().map(|kind| Id { kind, ..whole.clone() }).find(|id| self.objects.contains_key(id))
    }

    /// Keeps in mind what objects depend on that are `going` to be left out.
    pub(super) fn hold(&mut self, going: impl Fn(&Id) -> bool) {
        let family = |id: &Id| std::iter::successors(Some(id.clone()), |id| self.whole(id)).collect::<BTreeSet<Id>>();
        let mut held: Vec<(Id, String)> = Vec::new();
        for (id, needs) in self.dependencies.iter().filter(|(id, _)| self.objects.contains_key(id) && going(id)) {
            let own = family(id);
            // A part goes with its whole, and a sequence with the column that owns it.
            let alone = |need: &&Id| own.is_disjoint(&family(need)) && id.kind != Kind::Sequence;
            let stay = needs.iter().filter(|need| !going(need)).filter(alone);
            held.extend(stay.map(|need| (need.clone(), id.to_string())));
        }
        for (need, user) in held {
            self.held.entry(need).or_default().insert(user);
        }
    }

    /// Takes a column out of the rights on its table.
    fn forget_rights(&mut self, column: &Id) {
        let [schema, table, name] = column.path.as_slice() else { return };
        let id = Id { kind: Kind::Grants, on: Some(Kind::Table), path: vec![schema.clone(), table.clone()] };
        let Some(Object::Grants(grants)) = self.objects.get_mut(&id) else { return };
        for rights in grants.to.values_mut() {
            rights.columns.retain(|_, columns| {
                columns.remove(name);
                !columns.is_empty()
            });
            let (whole, columns) = (&rights.privileges, &rights.columns);
            rights.with_grant_option.retain(|held| whole.contains(held) || columns.contains_key(held));
        }
        grants.to.retain(|_, rights| !rights.privileges.is_empty() || !rights.columns.is_empty());
        if grants.to.is_empty() {
            self.objects.remove(&id);
        }
    }
}

/// What an object rests on without Postgres keeping that as a dependency of it.
fn unrecorded(object: &Object) -> Vec<Id> {
    if let Object::ReplicaIdentity(ReplicaIdentity { table, identity: Identity::Index(index) }) = object {
        let own = Id::named(Kind::Index, &table.sibling(index.clone()));
        return vec![own, Id::of(Kind::Constraint, table, index)];
    }
    Vec::new()
}
