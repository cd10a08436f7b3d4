//! Materialized views in a live database.

use serde::Deserialize;

use super::MaterializedView;
use crate::introspect::{self, Common, Found, Printed, Query};
use crate::kind::view::introspect::Places;
use crate::name::{Ident, Name};
use crate::sql::view_query;

/// How columns are stored can be set for a materialized view as for a table; 17 keeps a target of statistics that was not set as null.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select c.oid::bigint, c.reltype::bigint as type, t.typarray::bigint as array_type, w.oid::bigint as rule, r.schema, r.name,
       pg_get_userbyid(r.owner) as owner, c.relacl as acl, d.description as comment, c.reloptions as options,
       (select json_agg('toast.' || o.option) from pg_class toast, unnest(toast.reloptions) o (option) where toast.oid = c.reltoastrelid) as toast_options,
       $printed(pg_get_viewdef(c.oid)) as query, c.relispopulated as with_data, s.spcname as tablespace, nullif(m.amname, 'heap') as access_method,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a join pg_type k on k.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and (a.attstattarget >= 0 or a.attstorage <> k.typstorage or a.attcompression <> '' or a.attoptions is not null)) as tuned
     from $relations r
     join pg_class c on c.oid = r.oid
     join pg_type t on t.oid = c.reltype
     join pg_am m on m.oid = c.relam
     join pg_rewrite w on w.ev_class = c.oid and w.rulename = '_RETURN'
     left join pg_tablespace s on s.oid = c.reltablespace
     $comment(pg_class, c.oid)
     where r.kind = 'm'",
)];

#[derive(Deserialize)]
struct Row {
    schema: Ident,
    name: Ident,
    query: Printed,
    with_data: bool,
    options: Option<Vec<String>>,
    toast_options: Option<Vec<String>>,
    tablespace: Option<Ident>,
    access_method: Option<Ident>,
    tuned: Option<Vec<Ident>>,
    #[serde(flatten)]
    places: Places,
    #[serde(flatten)]
    common: Common,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let Row {
            schema,
            name,
            query,
            with_data,
            options,
            toast_options,
            tablespace,
            access_method,
            tuned,
            places,
            common,
        } = self;
        let mut storage_parameters = introspect::options(options);
        storage_parameters.extend(introspect::options(toast_options));
        let view = MaterializedView {
            name: Name { schema, name },
            columns: Vec::new(),
            query: view_query(&query.text()),
            with_data,
            storage_parameters,
            tablespace,
            access_method,
        };
        let id = found.define(view, places.addresses());
        for column in tuned.into_iter().flatten() {
            let what = format!("storage or statistics of the column {column}");
            found.partly(&id, &what, "columns of a materialized view are stored as their types say");
        }
        found.common(&id, common);
    }
}
