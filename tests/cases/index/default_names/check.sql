select conrelid::regclass, contype, conname from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0 order by 1::text collate "C", conname collate "C";
select tablename, indexname, indexdef from pg_indexes where schemaname in ('public', 'other') order by schemaname, tablename collate "C", indexname collate "C";
