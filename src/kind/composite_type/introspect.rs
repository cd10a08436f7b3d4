//! Composite types in a live database.

use serde::Deserialize;

use super::{Attribute, CompositeType};
use crate::introspect::{self, Address, Common, Found, Query};
use crate::kind::column::Collation;
use crate::name::{Ident, Name};

/// Tables and views have a composite type too; one that is its own has a relation of kind `c`.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select t.oid::bigint, t.typarray::bigint as array_oid, c.oid::bigint as relation_oid, n.nspname as schema, t.typname as name,
       a.attributes, pg_get_userbyid(t.typowner) as owner, t.typacl as acl, d.description as comment
     from pg_type t
     join pg_namespace n on n.oid = t.typnamespace
     join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
     left join (
       select a.attrelid, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
         'collation_schema', cn.nspname, 'collation', co.collname, 'comment', d.description) order by a.attnum) as attributes
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind = 'c'
       join pg_type t on t.oid = a.atttypid
       left join pg_collation co on co.oid = a.attcollation and a.attcollation <> t.typcollation
       left join pg_namespace cn on cn.oid = co.collnamespace
       left join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
       where a.attnum > 0 and not a.attisdropped
       group by a.attrelid
     ) a on a.attrelid = c.oid
     $comment(pg_type, t.oid)
     where t.typtype = 'c' and t.typnamespace = any ($schemas) and $own(pg_type, t.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    array_oid: u32,
    relation_oid: u32,
    schema: Ident,
    name: Ident,
    attributes: Option<Vec<RowAttribute>>,
    #[serde(flatten)]
    common: Common,
}

#[derive(Deserialize)]
struct RowAttribute {
    name: Ident,
    #[serde(rename = "type")]
    data_type: String,
    collation_schema: Option<Ident>,
    collation: Option<Ident>,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row { oid, array_oid, relation_oid, schema, name, attributes, common } = self;
        let attributes = attributes.unwrap_or_default().into_iter().map(|attribute| {
            let RowAttribute { name, data_type, collation_schema, collation, comment } = attribute;
            let collation = Collation::found(collation_schema, collation);
            Attribute { name, data_type: found.type_name(&data_type), collation, comment }
        });
        let object = CompositeType { name: Name { schema, name }, attributes: attributes.collect() };
        let addresses = [("pg_type", oid), ("pg_type", array_oid), ("pg_class", relation_oid)]
            .map(|(at, oid)| Address::new(at, oid));
        let id = found.define(object, addresses);
        found.common(&id, common);
    }
}
