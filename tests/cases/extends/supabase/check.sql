select attname, format_type(atttypid, atttypmod), attnotnull, col_description(attrelid, attnum) from pg_attribute where attrelid = 'profiles'::regclass and attnum > 0 order by attnum;
select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'profiles'::regclass order by 1;
select indexdef from pg_indexes where tablename = 'profiles' order by 1;
select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1;
select polname from pg_policy where polrelid = 'profiles'::regclass;
select pubname, tablename from pg_publication_tables;
