//! Range types in a live database.

use serde::Deserialize;

use super::RangeType;
use crate::introspect::{self, Address, Common, Found, Query, name};
use crate::kind::column::Collation;
use crate::name::Ident;

pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select array[t.oid, t.typarray, m.oid, m.typarray]::bigint[] as oids, n.nspname as schema, t.typname as name,
       format_type(r.rngsubtype, null) as subtype, mn.nspname as multirange_schema, m.typname as multirange,
       ocn.nspname as opclass_schema, oc.opcname as opclass, cn.nspname as collation_schema, c.collname as collation,
       fn.nspname as diff_schema, f.proname as diff, nullif(r.rngcanonical::oid, 0)::regprocedure::text as canonical,
       obj_description(m.oid, 'pg_type') is not null as multirange_comment,
       pg_get_userbyid(t.typowner) as owner, t.typacl as acl, d.description as comment
     from pg_range r
     join pg_type t on t.oid = r.rngtypid
     join pg_namespace n on n.oid = t.typnamespace
     join pg_type m on m.oid = r.rngmultitypid
     join pg_namespace mn on mn.oid = m.typnamespace
     join pg_type s on s.oid = r.rngsubtype
     left join pg_opclass oc on oc.oid = r.rngsubopc and not oc.opcdefault
     left join pg_namespace ocn on ocn.oid = oc.opcnamespace
     left join pg_collation c on c.oid = r.rngcollation and r.rngcollation <> s.typcollation
     left join pg_namespace cn on cn.oid = c.collnamespace
     left join pg_proc f on f.oid = r.rngsubdiff
     left join pg_namespace fn on fn.oid = f.pronamespace
     $comment(pg_type, t.oid)
     where t.typnamespace = any ($schemas) and $own(pg_type, t.oid)",
)];

#[derive(Deserialize)]
struct Row {
    oids: Vec<u32>,
    schema: Ident,
    name: Ident,
    subtype: String,
    multirange_schema: Ident,
    multirange: Ident,
    opclass_schema: Option<Ident>,
    opclass: Option<Ident>,
    collation_schema: Option<Ident>,
    collation: Option<Ident>,
    diff_schema: Option<Ident>,
    diff: Option<Ident>,
    canonical: Option<String>,
    multirange_comment: bool,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let object = RangeType {
            name: name(&self.schema, &self.name),
            subtype: found.type_name(&self.subtype).without_modifiers(),
            subtype_opclass: self.opclass_schema.zip(self.opclass).map(|(schema, own)| name(&schema, &own)),
            collation: Collation::found(self.collation_schema, self.collation),
            subtype_diff: self.diff_schema.zip(self.diff).map(|(schema, own)| name(&schema, &own)),
            multirange: name(&self.multirange_schema, &self.multirange),
        };
        let id = found.define(object, self.oids.into_iter().map(|oid| Address::new("pg_type", oid)));
        if let Some(function) = self.canonical {
            // It takes the type and the type names it, which only a shell of the type can break up.
            found.partly(&id, "canonical function", &format!("{function} and the type need each other"));
        }
        if self.multirange_comment {
            found.partly(&id, "comment", "the multirange type has one of its own");
        }
        found.common(&id, self.common);
    }
}
