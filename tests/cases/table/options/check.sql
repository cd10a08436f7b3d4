select relname, relowner::regrole, relpersistence, reloptions, (select reloptions from pg_class where oid = c.reltoastrelid), (select amname from pg_am where oid = relam), relreplident,
  (select indexrelid::regclass from pg_index where indrelid = c.oid and indisreplident), relrowsecurity, obj_description(oid)
from pg_class c where relkind = 'r' and relnamespace in (select oid from pg_namespace where nspname in ('public', 'Odd Schema.x')) order by 1;
