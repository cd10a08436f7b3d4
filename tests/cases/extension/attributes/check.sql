select extname, extnamespace::regnamespace, obj_description(oid) from pg_extension where extname in ('citext', 'pg_trgm') order by 1;
select extversion from pg_extension where extname = 'pg_trgm';
select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'people'::regclass and attnum > 0 order by attnum;
select indexdef from pg_indexes where tablename = 'people' order by 1;
