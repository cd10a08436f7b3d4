select typname, typowner::regrole, typacl, obj_description(oid, 'pg_type'), (select array_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid) from pg_type t where typtype = 'e' order by 1;
select attname, format_type(atttypid, atttypmod), (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = attrelid and adnum = attnum) from pg_attribute where attrelid = 'leads'::regclass and attnum > 0 order by attnum;
select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'leads'::regclass order by 1;
