//! Default privileges in a live database. An entry of no schema holds all that new objects get, the owner's own rights included; an entry
//! of a schema holds what comes on top.

use serde::Deserialize;

use super::{DefaultPrivileges, OWNER, SORTS};
use crate::introspect::{self, Address, Found, Query, acl};
use crate::kind::Define;
use crate::kind::grants::Rights;
use crate::name::Ident;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select a.oid::bigint, pg_get_userbyid(a.defaclrole) as role, pg_get_userbyid(a.defaclrole) = current_user as own,
       n.nspname as schema, a.defaclobjtype as sort, a.defaclacl as acl,
       (select json_agg(x.privilege_type) from aclexplode(acldefault(case a.defaclobjtype when 'S' then 's' else a.defaclobjtype end, a.defaclrole)) x where x.grantee = a.defaclrole) as everything
     from pg_default_acl a left join pg_namespace n on n.oid = a.defaclnamespace
     where a.defaclnamespace = 0 or a.defaclnamespace = any ($schemas)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    role: Ident,
    /// The role is the one that reads, as it would be the one that runs the migrations.
    own: bool,
    schema: Option<Ident>,
    sort: char,
    acl: Vec<String>,
    /// The privileges that the owner of such an object has.
    everything: Vec<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, role, own, schema, sort, acl, everything } = self;
        let Some((.., on, _)) = SORTS.iter().find(|(_, letter, ..)| *letter == sort) else {
            found.unmodelled("default privileges", schema.as_ref(), format!("on objects of type `{sort}`"), []);
            return;
        };
        let for_role = (!own).then(|| role.clone());
        let mut defaults = DefaultPrivileges { for_role, in_schema: schema, on: *on, to: Default::default() };
        match acl::defaults(&acl) {
            Ok(to) => defaults.to = to,
            Err(why) => return found.partly(&defaults.id(), "default privileges", &why),
        }
        let of_everybody = defaults.of_everybody();
        acl::leave_out_everybody(&mut defaults.to, of_everybody);
        let of_owner = defaults.to.remove(&role);
        let by_itself =
            |rights: &Rights| rights.privileges.len() == everything.len() && rights.with_grant_option.is_empty();
        match of_owner {
            Some(rights) if defaults.in_schema.is_none() && by_itself(&rights) => {}
            None if defaults.in_schema.is_some() => {}
            rights => {
                let owner = if own { OWNER.into() } else { role };
                defaults.to.insert(owner, rights.unwrap_or_default());
            }
        }
        if !defaults.to.is_empty() {
            found.define(defaults, [Address::new("pg_default_acl", oid)]);
        }
    }
}
