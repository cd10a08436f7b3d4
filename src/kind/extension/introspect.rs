//! Extensions in a live database. Their versions are the server's affair unless the YAML says one, and the comment that comes with an
//! extension is no comment on it.

use serde::Deserialize;

use super::Extension;
use crate::introspect::{self, Address, Found, Query};
use crate::kind::{Id, Kind};
use crate::name::Ident;

pub const QUERIES: &[Query] = &[
    Query::new::<Row>(
        "select e.oid::bigint, e.extname as name, n.nspname as schema, d.description as comment, a.comment as own_comment
         from pg_extension e
         join pg_namespace n on n.oid = e.extnamespace
         left join pg_available_extensions a on a.name = e.extname
         $comment(pg_extension, e.oid)
         where e.oid >= 16384",
    ),
    Query::new::<Members>(
        "select e.extname as name, d.classid::regclass::text as catalog, json_agg(d.objid::bigint) as oids
         from pg_depend d join pg_extension e on e.oid = d.refobjid
         where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.oid >= 16384
         group by e.extname, d.classid",
    ),
];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    name: Ident,
    schema: Ident,
    comment: Option<String>,
    own_comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, name, schema, comment, own_comment } = self;
        let id = found.define(Extension { name, schema, version: None }, [Address::new("pg_extension", oid)]);
        match (comment, own_comment) {
            (comment, own) if comment == own => {}
            (None, _) => found.partly(&id, "comment", "the comment that the extension brings was taken away"),
            (comment, _) => found.comment(&id, comment),
        }
    }
}

/// What others may need of an extension, in one catalog.
#[derive(Deserialize)]
struct Members {
    name: Ident,
    catalog: String,
    oids: Vec<u32>,
}

/// The catalogs whose rows others depend on.
const CATALOGS: &[&str] = &[
    "pg_am",
    "pg_cast",
    "pg_class",
    "pg_collation",
    "pg_foreign_data_wrapper",
    "pg_foreign_server",
    "pg_language",
    "pg_namespace",
    "pg_opclass",
    "pg_operator",
    "pg_opfamily",
    "pg_proc",
    "pg_ts_config",
    "pg_ts_dict",
    "pg_ts_parser",
    "pg_ts_template",
    "pg_type",
];

impl introspect::Row for Members {
    fn read(self, found: &mut Found) {
        let Members { name, catalog, oids } = self;
        let id = Id::global(Kind::Extension, &name);
        let Some(catalog) = CATALOGS.iter().find(|known| **known == catalog) else { return };
        found.addresses.extend(oids.into_iter().map(|oid| (Address::new(catalog, oid), id.clone())));
    }
}
