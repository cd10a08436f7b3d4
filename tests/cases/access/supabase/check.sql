select relname, relacl, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'p') order by 1;
select attrelid::regclass, attname, attacl from pg_attribute where attacl is not null and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) order by 1::text, 2;
select polrelid::regclass, polname, polcmd, (select array_agg(r::regrole) from unnest(polroles) r), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) from pg_policy where polrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace) order by polrelid::regclass::text, polname collate "C";
select proacl from pg_proc where proname = 'hello';
select pubname, tablename from pg_publication_tables;
