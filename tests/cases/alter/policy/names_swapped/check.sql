select polname, pg_get_expr(polqual, polrelid) from pg_policy order by 1;
