select oid::regclass, relkind, relpersistence, relowner::regrole, reloptions, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid), (select inhparent::regclass from pg_inherits where inhrelid = c.oid), relrowsecurity, obj_description(oid)
from pg_class c where relkind in ('r', 'p') and relnamespace in (select oid from pg_namespace where nspname in ('public', 'parts')) order by oid::regclass::text collate "C";
select indexdef from pg_indexes where schemaname = 'public' and indexname !~ '_pkey' order by indexname collate "C";
