select conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint') from pg_constraint where contypid = 'score'::regtype and contype = 'c' order by conname;
select typname, typacl from pg_type where typname in ('score', 'mood', 'grid') order by typname;
