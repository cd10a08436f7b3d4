select nspname, nspacl from pg_namespace where nspname = 'app';
select relname, relacl from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'v', 'm', 'S') order by 1;
select attrelid::regclass, attname, attacl from pg_attribute where attacl is not null and attrelid::regclass::text like 'app.%' order by 1::text, 2;
select oid::regprocedure, proacl from pg_proc where pronamespace = 'app'::regnamespace order by 1::text;
select typname, typacl from pg_type where typnamespace = 'app'::regnamespace and typtype in ('e', 'd') order by 1;
