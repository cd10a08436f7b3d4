select attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, col_description(attrelid, attnum) from pg_attribute where attrelid in (select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) and attnum > 0 order by attrelid::regclass::text, attnum;
select indexdef from pg_indexes where schemaname = 'public' order by indexname collate "C";
select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1;
select polrelid::regclass, polname, pg_get_expr(polqual, polrelid) from pg_policy order by 1::text;
select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'c' order by 1;
select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace;
