//! Who may do more after a plan than before, and who less.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Ends;
use crate::diff::{Change, diff};
use crate::kind::grants::{Grants, Rights};
use crate::kind::policy::{Mode, Policy};
use crate::kind::role_membership::RoleMembership;
use crate::kind::{Id, Kind, Object};
use crate::name::{self, Ident};

/// A change of what roles may do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Access {
    /// `public` stands for everybody, `owner` for whoever owns the object where nothing says who does.
    pub role: Ident,
    #[serde(serialize_with = "crate::preview::as_text")]
    pub on: Id,
    pub change: Direction,
    /// The rights, or the policy with its command.
    pub what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Gains,
    Loses,
    /// Other rows than before.
    Changes,
}

impl Direction {
    /// The direction as a verb.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Direction::Gains => "gains",
            Direction::Loses => "loses",
            Direction::Changes => "sees other rows by",
        }
    }
}

/// All changes of access between both ends.
#[must_use]
pub fn access(ends: &Ends) -> BTreeSet<Access> {
    let mut found = BTreeSet::new();
    for id in diff(&ends.from, &ends.to).iter().map(Change::id) {
        match (ends.from.get(id), ends.to.get(id)) {
            (Some(Object::Grants(old)), Some(Object::Grants(new))) => rights(Some(old), Some(new), &mut found),
            (Some(Object::Grants(old)), None) => rights(Some(old), None, &mut found),
            (None, Some(Object::Grants(new))) => rights(None, Some(new), &mut found),
            (Some(Object::Policy(old)), Some(Object::Policy(new))) => policy(Some(old), Some(new), &mut found),
            (Some(Object::Policy(old)), None) => policy(Some(old), None, &mut found),
            (None, Some(Object::Policy(new))) => policy(None, Some(new), &mut found),
            (old @ (None | Some(Object::RowSecurity(_))), new @ Some(Object::RowSecurity(_)))
            | (old @ Some(Object::RowSecurity(_)), new @ None) => row_security(ends, [old, new], &mut found),
            (Some(Object::RoleMembership(old)), Some(Object::RoleMembership(new))) => {
                membership(Some(old), Some(new), &mut found);
            }
            (Some(Object::RoleMembership(old)), None) => membership(Some(old), None, &mut found),
            (None, Some(Object::RoleMembership(new))) => membership(None, Some(new), &mut found),
            (Some(Object::Owner(old)), Some(Object::Owner(new))) => {
                owner(&old.on, &old.role, Direction::Loses, &mut found);
                owner(&new.on, &new.role, Direction::Gains, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// The switch of a table that was there before and is there afterwards.
fn row_security(ends: &Ends, sides: [Option<&Object>; 2], found: &mut BTreeSet<Access>) {
    let switch = |side: Option<&Object>| match side {
        Some(Object::RowSecurity(security)) => (security.enabled, security.enabled && security.forced),
        _ => (false, false),
    };
    let Some(Object::RowSecurity(any)) = sides[1].or(sides[0]) else { return };
    let on = Id::named(Kind::Table, &any.table);
    if ends.from.get(&on).is_none() || ends.to.get(&on).is_none() {
        return;
    }
    let owner = match ends.to.get(&Id::satellite(Kind::Owner, &on)) {
        Some(Object::Owner(owner)) => owner.role.clone(),
        _ => "owner".into(),
    };
    let (before, after) = (switch(sides[0]), switch(sides[1]));
    for (role, before, after) in [("public".into(), before.0, after.0), (owner, before.1, after.1)] {
        let (change, what) = match (before, after) {
            (false, true) => (Direction::Loses, "rows that no policy gives"),
            (true, false) => (Direction::Gains, "all rows, whatever the policies"),
            _ => continue,
        };
        found.insert(Access { role, on: on.clone(), change, what: what.to_owned() });
    }
}

fn membership(old: Option<&RoleMembership>, new: Option<&RoleMembership>, found: &mut BTreeSet<Access>) {
    let Some(RoleMembership { member, role, .. }) = new.or(old) else { return };
    let words = |own: &RoleMembership| {
        let RoleMembership { member: _, role: _, admin, inherit, set } = own;
        let options = [(true, "membership"), (*admin, "admin option"), (*inherit, "its rights"), (*set, "set role")];
        options.into_iter().filter_map(|(has, word)| has.then_some(word.to_owned())).collect()
    };
    let of = |own: Option<&RoleMembership>| own.map(words).unwrap_or_default();
    compared(member, &Id::global(Kind::Role, role), &of(old), &of(new), found);
}

fn owner(on: &Id, role: &Ident, change: Direction, found: &mut BTreeSet<Access>) {
    found.insert(Access { role: role.clone(), on: on.clone(), change, what: "ownership".to_owned() });
}

fn rights(old: Option<&Grants>, new: Option<&Grants>, found: &mut BTreeSet<Access>) {
    let Some(on) = new.or(old).map(|grants| &grants.on) else { return };
    let none = Rights::default();
    let of =
        |grants: Option<&Grants>, role: &Ident| words(grants.and_then(|grants| grants.to.get(role)).unwrap_or(&none));
    let roles: BTreeSet<&Ident> = [old, new].into_iter().flatten().flat_map(|grants| grants.to.keys()).collect();
    for role in roles {
        compared(role, on, &of(old, role), &of(new, role), found);
    }
}

/// What a role may do with an object, in words, before and after.
fn compared(role: &Ident, on: &Id, before: &BTreeSet<String>, after: &BTreeSet<String>, found: &mut BTreeSet<Access>) {
    let sides = [(Direction::Gains, after.difference(before)), (Direction::Loses, before.difference(after))];
    for (change, words) in sides {
        let what = name::list(words);
        if !what.is_empty() {
            found.insert(Access { role: role.clone(), on: on.clone(), change, what });
        }
    }
}

/// Each right in words: `select`, `update (name)`, `select with grant option`.
fn words(rights: &Rights) -> BTreeSet<String> {
    let Rights { privileges, columns, with_grant_option } = rights;
    let mut words: BTreeSet<String> = privileges.iter().map(|privilege| privilege.word().to_owned()).collect();
    for (privilege, columns) in columns {
        words.extend(columns.iter().map(|column| format!("{} ({column})", privilege.word())));
    }
    words.extend(with_grant_option.iter().map(|privilege| format!("{} with grant option", privilege.word())));
    words
}

fn policy(old: Option<&Policy>, new: Option<&Policy>, found: &mut BTreeSet<Access>) {
    let Some(any) = new.or(old) else { return };
    let roles = |policy: Option<&Policy>| policy.map(|policy| policy.to.clone()).unwrap_or_default();
    let (before, after) = (roles(old), roles(new));
    let on = Id::named(Kind::Table, &any.table);
    let what = format!("policy {} ({})", any.name, any.command.word());
    // A restrictive policy takes from those it is for.
    let (comes, goes) = match any.mode {
        Mode::Permissive => (Direction::Gains, Direction::Loses),
        Mode::Restrictive => (Direction::Loses, Direction::Gains),
    };
    let mut add = |role: &Ident, change| {
        found.insert(Access { role: role.clone(), on: on.clone(), change, what: what.clone() });
    };
    after.difference(&before).for_each(|role| add(role, comes));
    before.difference(&after).for_each(|role| add(role, goes));
    before.intersection(&after).for_each(|role| add(role, Direction::Changes));
}
