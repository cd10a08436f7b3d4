select attname, format_type(atttypid, atttypmod), attndims from pg_attribute where attrelid = 'types'::regclass and attnum > 0 order by attnum;
