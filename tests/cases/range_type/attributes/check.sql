select rngtypid::regtype, rngsubtype::regtype, (select opcname from pg_opclass where oid = rngsubopc), (select collname from pg_collation where oid = rngcollation), rngsubdiff, rngmultitypid::regtype
from pg_range where rngtypid >= 16384 order by rngtypid::regtype::text;
select typname, typowner::regrole, typacl, obj_description(oid, 'pg_type') from pg_type where typname = 'time_range';
insert into shifts (id, open) values (1, '[08:00,17:00)') returning open @> time '12:00';
