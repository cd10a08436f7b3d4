select t.typname, a.attname, format_type(a.atttypid, a.atttypmod), (select collname from pg_collation where oid = a.attcollation), col_description(a.attrelid, a.attnum)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = c.reltype where c.relkind = 'c' and c.relnamespace = 'public'::regnamespace order by 1, a.attnum;
select typname, typowner::regrole, typacl, obj_description(oid, 'pg_type') from pg_type where typname = 'address';
insert into people values (1, row('Main', 'x', '(1,2)', 'low'), array[row('Ann', null, '{1.5}')::person]) returning street(home), others;
