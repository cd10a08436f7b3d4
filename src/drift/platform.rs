//! What a platform brings is its own business, and a scratch server has no more than a stand-in for it.

use crate::kind::grants::Privilege;
use crate::kind::schema::public;
use crate::kind::{Id, Kind, Object};
use crate::live::Reading;
use crate::lower::Lowered;
use crate::name::Ident;
use crate::profile::Platform;
use crate::project::Project;

/// Leaves out of both readings what a platform brings and the project does not speak of.
pub fn leave_out(project: &Project, lowered: &Lowered, declared: &mut Reading, found: &mut Reading) {
    rows(lowered, declared, found);
    public_schema(project.profile.platform, lowered, declared);
    public_schema(project.profile.platform, lowered, found);
    // Readings hold it only where something is said of it, and that is what differs.
    share(declared, found);
    share(found, declared);
}

fn share(from: &Reading, to: &mut Reading) {
    let schema = public::id();
    if let Some(object) = from.objects.get(&schema).filter(|_| to.server.has_schema(public::NAME)) {
        to.objects.entry(schema).or_insert_with(|| object.clone());
    }
}

/// What a platform or an extension keeps as rows of its tables is not printed by the server, so that what is declared counts as it stands:
/// a scratch server may lack those tables. Where they cannot be read nothing is compared: migrations leave them out on such a database.
fn rows(lowered: &Lowered, declared: &mut Reading, found: &Reading) {
    for kind in Kind::ALL.iter().filter(|kind| kind.queries().iter().any(|query| query.requires.is_some())) {
        declared.objects.retain(|id, _| id.kind != *kind);
        if found.unread.contains(kind) {
            continue;
        }
        let own = lowered.catalog.iter().filter(|(id, _)| id.kind == *kind);
        declared.objects.extend(own.map(|(id, object)| (id.clone(), object.clone())));
    }
}

/// The schema `public` is given to roles of the platform in one way by new projects and in others by old ones, by branches, and by
/// whatever stands in for the platform in a test. That they may look into it opens nothing; that they may create there is looked at.
fn public_schema(platform: Platform, lowered: &Lowered, reading: &mut Reading) {
    if platform == Platform::Postgres {
        return;
    }
    let schema = public::id();
    let said = lowered.catalog.get(&Id::satellite(Kind::Grants, &schema));
    let says = |role: &Ident| matches!(said, Some(Object::Grants(grants)) if grants.to.contains_key(role));
    let of_platform = |role: &Ident| platform.keeps(role.as_str()) && !says(role);
    let rights = Id::satellite(Kind::Grants, &schema);
    if let Some(Object::Grants(grants)) = reading.objects.get_mut(&rights) {
        for (_, held) in grants.to.iter_mut().filter(|(role, _)| of_platform(role)) {
            held.privileges.remove(&Privilege::Usage);
            held.with_grant_option.remove(&Privilege::Usage);
        }
        grants.to.retain(|role, held| says(role) || role.as_str() == "public" || !held.privileges.is_empty());
        if grants.to.is_empty() {
            reading.objects.remove(&rights);
        }
    }
}
