//! Casts in a live database.

use serde::Deserialize;

use super::{Cast, Context, Method};
use crate::introspect::{self, Address, Found, Query};
use crate::name::{Ident, Name};

/// What is not the system's has an oid of its own. A range type brings the cast to its multirange type, which is a part of it.
pub const QUERIES: &[Query] = &[Query::new::<Row>(
    "select c.oid::bigint, format_type(c.castsource, null) as from, format_type(c.casttarget, null) as to, c.castmethod as method,
       c.castcontext as context, n.nspname as schema, p.proname as function,
       (select json_agg(format_type(t.type, null) order by t.number) from unnest(p.proargtypes::oid[]) with ordinality t (type, number)) as arguments,
       d.description as comment
     from pg_cast c
     left join pg_proc p on p.oid = c.castfunc
     left join pg_namespace n on n.oid = p.pronamespace
     $comment(pg_cast, c.oid)
     where c.oid >= 16384 and $own(pg_cast, c.oid)
       and not exists (select from pg_depend i where i.classid = 'pg_cast'::regclass and i.objid = c.oid and i.deptype = 'i')",
)];

#[derive(Deserialize)]
struct Row {
    oid: u32,
    from: String,
    to: String,
    method: char,
    context: char,
    schema: Option<Ident>,
    function: Option<Ident>,
    arguments: Option<Vec<String>>,
    comment: Option<String>,
}

impl introspect::Row for Row {
    fn read(self, found: &mut Found) {
        let mut bare = |printed: &str| found.type_name(printed).without_modifiers();
        let (from, to) = (bare(&self.from), bare(&self.to));
        let arguments = self.arguments.unwrap_or_default().iter().map(|printed| bare(printed)).collect();
        let method = match (self.method, self.schema.zip(self.function)) {
            (_, Some((schema, name))) => Method::Function { name: Name { schema, name }, arguments },
            ('i', None) => Method::Inout,
            (_, None) => Method::WithoutFunction,
        };
        let context = match self.context {
            'i' => Context::Implicit,
            'a' => Context::Assignment,
            _ => Context::Explicit,
        };
        let id = found.define(Cast { from, to, method, context }, [Address::new("pg_cast", self.oid)]);
        found.comment(&id, self.comment);
    }
}
