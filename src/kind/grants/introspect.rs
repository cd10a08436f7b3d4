//! Rights on columns in a live database, of tables and views alike; rights on whole objects come with the objects.

use serde::Deserialize;

use crate::introspect::{self, Found, Query};
use crate::kind::Id;
use crate::name::{Ident, Name};

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select r.schema, r.name, r.kind, pg_get_userbyid(r.owner) as owner, a.attname as column, a.attacl as acl
     from $relations r join pg_attribute a on a.attrelid = r.oid
     where a.attacl is not null and not a.attisdropped",
)];

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    name: Ident,
    kind: char,
    owner: Ident,
    column: Ident,
    acl: Vec<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { schema, name, kind, owner, column, acl } = self;
        if let Some(kind) = introspect::relation_kind(kind) {
            found.column_grants(&Id::named(kind, &Name { schema, name }), &owner, &column, &acl);
        }
    }
}
