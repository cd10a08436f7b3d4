//! Defaults in a live database; the expression of a generated column is kept among them and belongs to the column.

use serde::Deserialize;

use super::Default;
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::kind::partition;
use crate::name::{Ident, Name};
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select e.oid::bigint, r.schema, r.name as table, a.attname as column, $printed(pg_get_expr(e.adbin, e.adrelid)) as expression
     from pg_attrdef e
     join $relations r on r.oid = e.adrelid
     join pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum
     join pg_class c on c.oid = e.adrelid
     where r.kind in ('r', 'p', 'f') and (a.attislocal or c.relispartition) and a.attgenerated = '' and not a.attisdropped",
), Query::new::<Nothing>(
    "select r.schema, r.name as table, a.attname as column
     from pg_inherits h
     join $relations r on r.oid = h.inhrelid
     join pg_class c on c.oid = h.inhrelid and not c.relispartition
     join pg_attribute a on a.attrelid = h.inhrelid and a.attislocal and not a.attisdropped and not a.atthasdef
     join pg_attribute u on u.attrelid = h.inhparent and u.attname = a.attname and u.atthasdef and u.attgenerated = ''",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    schema: Ident,
    table: Ident,
    column: Ident,
    expression: Printed,
}

/// A column without the default of its parent's.
#[derive(Deserialize)]
struct Nothing {
    schema: Ident,
    table: Ident,
    column: Ident,
}

impl introspect::Row for Nothing {
    fn read(self, found: &mut Found) {
        let Nothing { schema, table, column } = self;
        found.define(Default { table: Name { schema, name: table }, column, expression: Sql::new("null") }, []);
    }
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, schema, table, column, expression } = self;
        let table = Name { schema, name: table };
        if partition::follows_parent(&table, found) {
            return;
        }
        let default = Default { table, column, expression: expression.into() };
        found.define(default, [Address::new("pg_attrdef", oid)]);
    }
}
