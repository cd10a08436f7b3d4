select conname, convalidated from pg_constraint where contype = 'f' and conparentid = 0;
select * from visits order by id;
