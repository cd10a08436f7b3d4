//! Who owns what is relative: a project that names no owner means whoever ran its migrations.

use std::collections::BTreeMap;

use crate::kind::{Id, Kind, Object};
use crate::live::Reading;
use crate::name::Ident;

/// Takes out of both readings the owner that is meant where none is named: on a scratch server the role that built it, in a live database
/// the role that owns most of what no owner was named for.
pub fn settle(declared: &mut Reading, found: &mut Reading) {
    let builder = declared.server.user.clone();
    let unnamed = |id: &Id| declared.owners.get(id).is_some_and(|owner| *owner == builder);
    let both = found.owners.iter().filter(|(id, _)| unnamed(id)).map(|(_, owner)| owner);
    // Where all of it has another name, nothing is on both sides.
    let strangers = found.owners.keys().all(|id| !declared.owners.contains_key(id));
    let all = || found.owners.values().filter(|_| strangers);
    let most = most(both, &found.server.user).or_else(|| most(all(), &found.server.user));
    forget(declared, &builder);
    if let Some(owner) = most {
        forget(found, &owner);
    }
    holds_all(&found.owners, declared);
    holds_all(&declared.owners, found);
}

/// Takes out what one side gives to the owner that the other side names: what an owner was given before is part of what it owns then.
fn holds_all(owners: &BTreeMap<Id, Ident>, reading: &mut Reading) {
    for (on, owner) in owners.iter().filter(|(on, owner)| reading.owners.get(*on) != Some(*owner)) {
        let id = Id::satellite(Kind::Grants, on);
        if let Some(Object::Grants(grants)) = reading.objects.get_mut(&id) {
            grants.to.remove(owner);
            if grants.to.is_empty() && !on.kind.is_routine() {
                reading.objects.remove(&id);
            }
        }
    }
}

/// The owner of most, and of two that own as much the one who reads.
fn most<'o>(owners: impl Iterator<Item = &'o Ident>, user: &Ident) -> Option<Ident> {
    let mut count: BTreeMap<&Ident, usize> = BTreeMap::new();
    for owner in owners {
        *count.entry(owner).or_default() += 1;
    }
    count.into_iter().max_by_key(|(owner, count)| (*count, *owner == user)).map(|(owner, _)| owner.clone())
}

fn forget(reading: &mut Reading, owner: &Ident) {
    reading.owners.retain(|_, own| own != owner);
    let objects = std::mem::take(&mut reading.objects);
    reading.objects =
        objects.into_values().map(|object| unowned(object, owner)).map(|object| (object.id(), object)).collect();
}

/// Default privileges name the role whose new objects they are about.
fn unowned(object: Object, owner: &Ident) -> Object {
    match object {
        Object::DefaultPrivileges(mut privileges) if privileges.for_role.as_ref() == Some(owner) => {
            privileges.for_role = None;
            privileges.into()
        }
        object => object,
    }
}
