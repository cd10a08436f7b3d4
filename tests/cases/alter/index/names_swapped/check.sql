select indexdef from pg_indexes where tablename = 't' order by 1;
