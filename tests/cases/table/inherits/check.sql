select c.relname, string_agg(p.relname, ', ' order by i.inhseqno) from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent where c.relkind = 'r' group by 1 order by 1;
select attrelid::regclass, attname, attislocal, attinhcount from pg_attribute where attrelid in (select inhrelid from pg_inherits) and attnum > 0 order by attrelid::regclass::text, attnum;
