//! The schema `public`, which every database has from the start, with an owner, rights and a comment of its own. Only what differs from
//! those is said of it, and taking that back restores them.

use crate::kind::grants::Privilege;
use crate::kind::{Id, Kind};
use crate::name::Ident;

/// Its name.
pub const NAME: &str = "public";

/// The comment it comes with.
pub const COMMENT: &str = "standard public schema";

/// Its id.
#[must_use]
pub fn id() -> Id {
    Id::global(Kind::Schema, &Ident::from(NAME))
}

/// Whether this is it.
#[must_use]
pub fn is(id: &Id) -> bool {
    *id == self::id()
}

/// What everybody may do in it.
#[must_use]
pub fn rights(postgres: u32) -> &'static [Privilege] {
    if postgres >= 15 { &[Privilege::Usage] } else { &[Privilege::Usage, Privilege::Create] }
}

/// Its owner, as SQL.
#[must_use]
pub fn owner(postgres: u32) -> &'static str {
    // Before 15 it is whoever made the cluster, who is most likely the one we are.
    if postgres >= 15 { "pg_database_owner" } else { "current_user" }
}

/// Whether that role owns it from the start.
#[must_use]
pub fn is_owner(role: &Ident, made_cluster: bool, postgres: u32) -> bool {
    if postgres >= 15 { role.as_str() == owner(postgres) } else { made_cluster }
}
