//! Roles of a live server. They may all be somebody else's: only those are looked at that are declared, see [`crate::live::Scope`].

use serde::Deserialize;

use super::Role;
use super::read::moment;
use crate::introspect::{self, Address, Found, Query};
use crate::kind::Define;
use crate::name::Ident;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select r.oid::bigint, r.rolname as name, r.rolcanlogin as login, r.rolsuper as superuser, r.rolcreatedb as createdb,
       r.rolcreaterole as createrole, r.rolinherit as inherit, r.rolreplication as replication, r.rolbypassrls as bypassrls,
       nullif(r.rolconnlimit, -1) as connection_limit, nullif(r.rolvaliduntil, 'infinity')::text as valid_until, d.description as comment
     from pg_roles r
     left join pg_shdescription d on d.classoid = 'pg_authid'::regclass and d.objoid = r.oid
     where r.oid >= 16384",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    login: bool,
    superuser: bool,
    createdb: bool,
    createrole: bool,
    inherit: bool,
    replication: bool,
    bypassrls: bool,
    connection_limit: Option<u32>,
    valid_until: Option<String>,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row {
            oid,
            name,
            login,
            superuser,
            createdb,
            createrole,
            inherit,
            replication,
            bypassrls,
            connection_limit,
            valid_until,
            comment,
        } = self;
        let mut role = Role {
            name,
            login,
            superuser,
            createdb,
            createrole,
            inherit,
            replication,
            bypassrls,
            connection_limit,
            valid_until: valid_until.as_deref().and_then(moment),
        };
        // A moment that is in no usual year has no form, and would be taken for none.
        if valid_until.is_some() && role.valid_until.is_none() {
            role.valid_until = valid_until;
            found.partly(&role.id(), "valid until", "the year has not four digits");
        }
        let id = found.define(role, [Address::new("pg_authid", oid)]);
        found.comment(&id, comment);
    }
}
