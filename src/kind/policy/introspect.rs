//! Policies in a live database.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Command, Mode, Policy};
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::name::{Ident, Name};
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select p.oid::bigint, r.schema, r.name as table, p.polname as name, p.polcmd as command, p.polpermissive as permissive,
       (select json_agg(case u.role when 0 then 'public' else pg_get_userbyid(u.role) end) from unnest(p.polroles) u (role)) as roles,
       $printed(pg_get_expr(p.polqual, p.polrelid)) as using,
       $printed(pg_get_expr(p.polwithcheck, p.polrelid)) as with_check,
       d.description as comment
     from pg_policy p join $relations r on r.oid = p.polrelid $comment(pg_policy, p.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    name: Ident,
    command: char,
    permissive: bool,
    roles: BTreeSet<Ident>,
    using: Option<Printed>,
    with_check: Option<Printed>,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, table, name, command, permissive, roles, using, with_check, comment } = self;
        let command = match command {
            'r' => Command::Select,
            'a' => Command::Insert,
            'w' => Command::Update,
            'd' => Command::Delete,
            _ => Command::All,
        };
        let policy = Policy {
            table: Name { schema, name: table },
            name,
            command,
            mode: if permissive { Mode::Permissive } else { Mode::Restrictive },
            to: roles,
            using: using.map(Sql::from),
            with_check: with_check.map(Sql::from),
        };
        let id = found.define(policy, [Address::new("pg_policy", oid)]);
        found.comment(&id, comment);
    }
}
