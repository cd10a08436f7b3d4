//! The tables of publications in a live database.

use serde::Deserialize;

use super::PublicationTable;
use crate::introspect::{self, Address, Found, Printed, Query};
use crate::name::{Ident, Name};
use crate::sql::Sql;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select m.oid::bigint, p.pubname as publication, r.schema, r.name as table,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a where a.attrelid = m.prrelid and a.attnum = any (m.prattrs)) as columns,
       $printed(pg_get_expr(m.prqual, m.prrelid)) as predicate
     from pg_publication_rel m join pg_publication p on p.oid = m.prpubid join $relations r on r.oid = m.prrelid",
)
.older(&[
    (15, "(select json_agg(a.attname order by a.attnum) from pg_attribute a where a.attrelid = m.prrelid and a.attnum = any (m.prattrs))", "null"),
    (15, "$printed(pg_get_expr(m.prqual, m.prrelid))", "null"),
])];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    publication: Ident,
    schema: Ident,
    table: Ident,
    columns: Option<Vec<Ident>>,
    predicate: Option<Printed>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, publication, schema, table, columns, predicate } = self;
        let member = PublicationTable {
            publication,
            table: Name { schema, name: table },
            columns: columns.unwrap_or_default(),
            predicate: predicate.map(Sql::from),
            external: false,
        };
        found.define(member, [Address::new("pg_publication_rel", oid)]);
    }
}
