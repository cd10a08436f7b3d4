select attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage, attcompression, coalesce(nullif(attstattarget, -1)::text, ''), collname,
  (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = attrelid and adnum = attnum), col_description(attrelid, attnum)
from pg_attribute left join pg_collation c on c.oid = attcollation where attrelid = 'columns'::regclass and attnum > 0 order by attnum;
select sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size from pg_sequences where sequencename like 'columns%' order by 1;
select obj_description('columns'::regclass);
