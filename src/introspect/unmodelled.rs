//! What a database may hold besides everything that a kind looks for. None of it is skipped in silence.

use serde::Deserialize;

use super::{Found, Query, Row};
use crate::name::Ident;

/// All in one pass: hardly any database has any of it.
pub const QUERY: Query = Query::new::<Other>(
    "select 'text search parser' as what, n.nspname as schema, format('%I.%I', n.nspname, o.prsname) as name
     from pg_ts_parser o join pg_namespace n on n.oid = o.prsnamespace
     where o.prsnamespace = any ($schemas) and $own(pg_ts_parser, o.oid)
     union all
     select 'text search template', n.nspname, format('%I.%I', n.nspname, o.tmplname)
     from pg_ts_template o join pg_namespace n on n.oid = o.tmplnamespace
     where o.tmplnamespace = any ($schemas) and $own(pg_ts_template, o.oid)
     union all
     select 'transform', null, format('for %s in %I', o.trftype::regtype, l.lanname)
     from pg_transform o join pg_language l on l.oid = o.trflang where $own(pg_transform, o.oid)
     union all
     select 'language', null, quote_ident(o.lanname) from pg_language o where o.oid >= 16384 and $own(pg_language, o.oid)
     union all
     select 'access method', null, quote_ident(o.amname) from pg_am o where o.oid >= 16384 and $own(pg_am, o.oid)
     union all
     select 'user mapping', null, format('for %s server %I', case o.umuser when 0 then 'public' else quote_ident(o.usename) end, o.srvname)
     from pg_user_mappings o where not has_table_privilege('pg_catalog.pg_user_mapping', 'select')
     union all
     select 'subscription', null, quote_ident(o.subname)
     from pg_subscription o join pg_database b on b.oid = o.subdbid where b.datname = current_database()
     union all
     select 'large objects', null, count(*)::text from pg_largeobject_metadata having count(*) > 0
     union all
     select 'security label', null, format('of %s on %s', o.provider, pg_describe_object(o.classoid, o.objoid, o.objsubid))
     from pg_seclabel o
     where not exists (select from pg_depend e where e.classid = o.classoid and e.objid = o.objoid and e.deptype = 'e')
     union all
     select 'security label', null, format('of %s on %s', o.provider, pg_describe_object(o.classoid, o.objoid, 0))
     from pg_shseclabel o join pg_database b on b.oid = o.objoid
     where o.classoid = 'pg_database'::regclass and b.datname = current_database()
     union all
     select 'rights on what is not the project''s', r.schema, pg_describe_object(r.class, r.oid, 0)
     from (
       select 'pg_proc'::regclass as class, o.oid, n.nspname as schema, o.proacl as acl
       from pg_proc o join pg_namespace n on n.oid = o.pronamespace
       union all
       select 'pg_class'::regclass, o.oid, n.nspname, o.relacl from pg_class o join pg_namespace n on n.oid = o.relnamespace
       union all
       select 'pg_type'::regclass, o.oid, n.nspname, o.typacl from pg_type o join pg_namespace n on n.oid = o.typnamespace
       union all
       select 'pg_namespace'::regclass, o.oid, o.nspname, o.nspacl from pg_namespace o where o.nspname <> 'public'
       union all
       select 'pg_language'::regclass, o.oid, null, o.lanacl from pg_language o
       union all
       select 'pg_foreign_data_wrapper'::regclass, o.oid, null, o.fdwacl from pg_foreign_data_wrapper o
       union all
       select 'pg_foreign_server'::regclass, o.oid, null, o.srvacl from pg_foreign_server o
     ) r
     left join pg_init_privs i on i.classoid = r.class and i.objoid = r.oid and i.objsubid = 0
     where (r.acl is not null or i.initprivs is not null)
       and (r.oid < 16384 and r.schema is distinct from 'information_schema' or exists (select from pg_depend e where e.classid = r.class and e.objid = r.oid and e.deptype = 'e'))
       and (select array_agg(x::text order by x::text) from unnest(r.acl) x)
         is distinct from (select array_agg(x::text order by x::text) from unnest(i.initprivs) x)",
);

#[derive(Deserialize)]
struct Other {
    what: String,
    schema: Option<Ident>,
    name: String,
}

impl Row for Other {
    fn read(self, found: &mut Found) {
        let Other { what, schema, name } = self;
        found.unmodelled(&what, schema.as_ref(), name);
    }
}
