//! What a database may hold besides everything that a kind looks for. None of it is skipped in silence.

use serde::Deserialize;

use super::{Address, Found, Query, Row};
use crate::name::Ident;

/// All in one pass: hardly any database has any of it.
pub const QUERY: Query = Query::new::<Other>(
    "select 'operator class' as what, n.nspname as schema, format('%I.%I using %I', n.nspname, o.opcname, m.amname) as name,
       'pg_opclass' as catalog, o.oid::bigint, null::bigint[] as types
     from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace join pg_am m on m.oid = o.opcmethod
     where o.opcnamespace = any ($schemas) and $own(pg_opclass, o.oid)
     union all
     select 'operator family', n.nspname, format('%I.%I using %I', n.nspname, o.opfname, m.amname), 'pg_opfamily', o.oid::bigint, null
     from pg_opfamily o join pg_namespace n on n.oid = o.opfnamespace join pg_am m on m.oid = o.opfmethod
     where o.opfnamespace = any ($schemas) and $own(pg_opfamily, o.oid)
     union all
     select case when o.typisdefined then 'base type' else 'shell type' end, n.nspname, format('%I.%I', n.nspname, o.typname),
       null, null, array[o.oid::bigint, o.typarray::bigint]
     from pg_type o join pg_namespace n on n.oid = o.typnamespace
     where o.typtype in ('b', 'p') and o.typnamespace = any ($schemas) and $own(pg_type, o.oid)
       and not exists (select from pg_type e where e.oid = o.typelem and e.typarray = o.oid)
     union all
     select 'conversion', n.nspname, format('%I.%I', n.nspname, o.conname), 'pg_conversion', o.oid::bigint, null
     from pg_conversion o join pg_namespace n on n.oid = o.connamespace
     where o.connamespace = any ($schemas) and $own(pg_conversion, o.oid)
     union all
     select 'text search parser', n.nspname, format('%I.%I', n.nspname, o.prsname), 'pg_ts_parser', o.oid::bigint, null
     from pg_ts_parser o join pg_namespace n on n.oid = o.prsnamespace
     where o.prsnamespace = any ($schemas) and $own(pg_ts_parser, o.oid)
     union all
     select 'text search template', n.nspname, format('%I.%I', n.nspname, o.tmplname), 'pg_ts_template', o.oid::bigint, null
     from pg_ts_template o join pg_namespace n on n.oid = o.tmplnamespace
     where o.tmplnamespace = any ($schemas) and $own(pg_ts_template, o.oid)
     union all
     select 'transform', null, format('for %s in %I', o.trftype::regtype, l.lanname), 'pg_transform', o.oid::bigint, null
     from pg_transform o join pg_language l on l.oid = o.trflang where $own(pg_transform, o.oid)
     union all
     select 'language', null, quote_ident(o.lanname), 'pg_language', o.oid::bigint, null
     from pg_language o where o.oid >= 16384 and $own(pg_language, o.oid)
     union all
     select 'access method', null, quote_ident(o.amname), 'pg_am', o.oid::bigint, null
     from pg_am o where o.oid >= 16384 and $own(pg_am, o.oid)
     union all
     select 'user mapping', null, format('for %s server %I', case o.umuser when 0 then 'public' else quote_ident(o.usename) end, o.srvname),
       null, null, null
     from pg_user_mappings o where not has_table_privilege('pg_catalog.pg_user_mapping', 'select')
     union all
     select 'subscription', null, quote_ident(o.subname), null, null, null
     from pg_subscription o join pg_database b on b.oid = o.subdbid where b.datname = current_database()
     union all
     select 'large objects', null, count(*)::text, null, null, null from pg_largeobject_metadata having count(*) > 0
     union all
     select 'security label', null, format('of %s on %s', o.provider, pg_describe_object(o.classoid, o.objoid, o.objsubid)),
       null, null, null
     from pg_seclabel o
     where not exists (select from pg_depend e where e.classid = o.classoid and e.objid = o.objoid and e.deptype = 'e')
     union all
     select 'security label', null, format('of %s on %s', o.provider, pg_describe_object(o.classoid, o.objoid, 0)), null, null, null
     from pg_shseclabel o join pg_database b on b.oid = o.objoid
     where o.classoid = 'pg_database'::regclass and b.datname = current_database()
     union all
     select 'dependence on an extension', null, format('of %s on %I', pg_describe_object(o.classid, o.objid, o.objsubid), e.extname), null, null, null
     from pg_depend o join pg_extension e on e.oid = o.refobjid
     where o.refclassid = 'pg_extension'::regclass and o.deptype = 'x'
     union all
     select 'rights on what is not the project''s', r.schema, pg_describe_object(r.class, r.oid, 0), null, null, null
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

/// The catalogs of what others may depend on.
const CATALOGS: &[&str] = &[
    "pg_am",
    "pg_class",
    "pg_conversion",
    "pg_foreign_data_wrapper",
    "pg_foreign_server",
    "pg_language",
    "pg_opclass",
    "pg_opfamily",
    "pg_transform",
    "pg_ts_parser",
    "pg_ts_template",
];

#[derive(Deserialize)]
struct Other {
    what: String,
    schema: Option<Ident>,
    name: String,
    catalog: Option<String>,
    oid: Option<u32>,
    /// The oids of the types that it is or brings.
    types: Option<Vec<u32>>,
}

impl Row for Other {
    fn read(self, found: &mut Found) {
        let Other { what, schema, name, catalog, oid, types } = self;
        let catalog = CATALOGS.iter().find(|known| catalog.as_deref() == Some(known));
        let whole = catalog.zip(oid).map(|(catalog, oid)| Address::new(catalog, oid));
        // A shell type has no array.
        let types = types.into_iter().flatten().filter(|oid| *oid != 0).map(|oid| Address::new("pg_type", oid));
        found.unmodelled(&what, schema.as_ref(), name, whole.into_iter().chain(types));
    }
}
