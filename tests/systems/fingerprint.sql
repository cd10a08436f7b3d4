-- Everything about the objects outside system schemas and extensions that a migration could leave behind, as text.
with member as (select classid, objid from pg_depend where deptype = 'e'),
own_schema as (
  select oid, nspname from pg_namespace
  where nspname !~ '^(pg_|information_schema)' and nspname not in ('extensions')
)
select 'schema', nspname, coalesce(nspacl::text, '') from pg_namespace n join own_schema using (oid, nspname)
union all
select 'relation', c.oid::regclass::text, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
  c.reloptions::text, c.relacl::text, pg_get_expr(c.relpartbound, c.oid), obj_description(c.oid, 'pg_class'))
from pg_class c join own_schema s on s.oid = c.relnamespace where not exists (select from member where objid = c.oid) and c.relkind <> 't'
union all
select 'column', a.attrelid::regclass || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
  a.attstorage, a.attcompression, a.attcollation::regcollation, a.attacl::text, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum))
from pg_attribute a join pg_class c on c.oid = a.attrelid join own_schema s on s.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and c.relkind <> 't' and not exists (select from member where objid = c.oid)
union all
select 'constraint', coalesce(conrelid::regclass::text, contypid::regtype::text) || '.' || conname, pg_get_constraintdef(k.oid) || coalesce(obj_description(k.oid, 'pg_constraint'), '')
from pg_constraint k join own_schema s on s.oid = k.connamespace where not exists (select from member m where m.objid in (k.conrelid, k.contypid))
union all
select 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid)
from pg_index i join pg_class c on c.oid = i.indexrelid join own_schema s on s.oid = c.relnamespace where not exists (select from member where objid = i.indrelid)
union all
select 'view', c.oid::regclass::text, pg_get_viewdef(c.oid)
from pg_class c join own_schema s on s.oid = c.relnamespace where c.relkind in ('v', 'm') and not exists (select from member where objid = c.oid)
union all
select 'policy', polrelid::regclass || '.' || polname, concat_ws(' ', polcmd, polpermissive, (select string_agg(coalesce(rolname, 'public'), ',' order by rolname)
  from unnest(polroles) r left join pg_roles on pg_roles.oid = r), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
from pg_policy
union all
select 'trigger', tgrelid::regclass || '.' || tgname, concat_ws(' ', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
union all
select 'function', p.oid::regprocedure::text, concat_ws(' ', pg_get_functiondef(p.oid), p.proacl::text, obj_description(p.oid, 'pg_proc'))
from pg_proc p join own_schema s on s.oid = p.pronamespace where p.prokind in ('f', 'p') and not exists (select from member where objid = p.oid)
union all
select 'type', t.oid::regtype::text, concat_ws(' ', t.typtype, (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum where enumtypid = t.oid), t.typacl::text)
from pg_type t join own_schema s on s.oid = t.typnamespace where t.typtype in ('e', 'd') and not exists (select from member where objid = t.oid)
union all
select 'publication', pubname, coalesce((select string_agg(prrelid::regclass::text, ',' order by prrelid::regclass::text) from pg_publication_rel where prpubid = p.oid), '')
from pg_publication p
order by 1, 2, 3
