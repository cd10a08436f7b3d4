select oid::regcollation, collprovider, collcollate, collctype, collisdeterministic, collowner::regrole, obj_description(oid, 'pg_collation') from pg_collation where oid >= 16384 order by oid::regcollation::text;
select attname, attcollation::regcollation from pg_attribute where attrelid = 't'::regclass and attcollation <> 0 order by attnum;
