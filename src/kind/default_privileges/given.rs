//! What default privileges come to on one object: the rights that an object has of which nothing is said.

use std::collections::BTreeMap;

use super::{DefaultPrivileges, Sort};
use crate::introspect::acl;
use crate::kind::grants::{Grants, Rights, is_type};
use crate::kind::{Id, Kind, Object};
use crate::name::Ident;

impl Sort {
    /// The sort that objects of a kind are of.
    fn of(kind: Kind) -> Option<Sort> {
        match kind {
            kind if Kind::RELATIONS.contains(&kind) => Some(Sort::Tables),
            Kind::Sequence => Some(Sort::Sequences),
            Kind::Schema => Some(Sort::Schemas),
            kind if kind.is_routine() => Some(Sort::Functions),
            kind => is_type(kind).then_some(Sort::Types),
        }
    }
}

impl DefaultPrivileges {
    /// Whether these are about objects like this one, whoever makes it.
    fn concerns(&self, on: &Id) -> bool {
        Sort::of(on.kind) == Some(self.on)
            && self.in_schema.as_ref().is_none_or(|schema| on.path.first() == Some(schema))
    }

    /// Whether the role that runs the migrations makes objects like this one with these.
    #[must_use]
    pub fn strikes(&self, on: &Id) -> bool {
        self.for_role.is_none() && self.concerns(on)
    }
}

/// The rights that default privileges give on an object of a role, none being the role that runs the migrations. None where no default
/// privileges are about it.
pub fn on<'a>(
    all: impl IntoIterator<Item = &'a DefaultPrivileges>,
    on: &Id,
    owner: Option<&Ident>,
    postgres: u32,
) -> Option<BTreeMap<Ident, Rights>> {
    let mut to: BTreeMap<Ident, Rights> = BTreeMap::new();
    let (mut concerned, mut everybody) = (false, !on.kind.is_routine());
    for defaults in all.into_iter().filter(|defaults| defaults.concerns(on)) {
        concerned |= defaults.for_role.is_none();
        if defaults.for_role.as_ref() != owner {
            continue;
        }
        concerned = true;
        for (role, rights) in &defaults.to {
            if role.as_str() == super::OWNER || Some(role) == owner {
                continue;
            }
            everybody &= role.as_str() != "public" || defaults.in_schema.is_some();
            let held = to.entry(role.clone()).or_default();
            held.privileges.extend(&rights.privileges);
            held.with_grant_option.extend(&rights.with_grant_option);
        }
    }
    let public = Ident::from("public");
    let by_itself = acl::by_itself(on, postgres);
    if everybody && let Some(held) = to.get_mut(&public) {
        held.privileges.extend(by_itself);
    }
    if to.contains_key(&public) {
        if on.kind.is_routine() {
            to.retain(|_, rights| *rights != Rights::default());
        } else {
            acl::leave_out_everybody(&mut to, by_itself);
        }
    }
    concerned.then_some(to)
}

/// Says of every object that has no rights beyond its owner's that this is so, where default privileges would give some.
pub fn state(objects: &mut BTreeMap<Id, Object>, postgres: u32) {
    let all: Vec<&DefaultPrivileges> = objects.values().filter_map(of).collect();
    let owner = |id: &Id| match objects.get(&Id::satellite(Kind::Owner, id)) {
        Some(Object::Owner(owner)) => Some(&owner.role),
        _ => None,
    };
    let bare = |id: &&Id| {
        id.on.is_none()
            && !objects.contains_key(&Id::satellite(Kind::Grants, id))
            && on(all.iter().copied(), id, owner(id), postgres).is_some()
    };
    let bare: Vec<Id> = if all.is_empty() { Vec::new() } else { objects.keys().filter(bare).cloned().collect() };
    objects.extend(bare.iter().map(|id| (Id::satellite(Kind::Grants, id), Grants::none(id).into())));
}

/// The default privileges that an object is.
#[must_use]
pub fn of(object: &Object) -> Option<&DefaultPrivileges> {
    match object {
        Object::DefaultPrivileges(defaults) => Some(defaults),
        _ => None,
    }
}
