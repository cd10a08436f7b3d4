select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'c' order by 1;
