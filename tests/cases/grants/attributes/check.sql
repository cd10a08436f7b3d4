select nspname, nspacl from pg_namespace where nspname = 'app';
select relname, (select array_agg(format('%s=%s%s', case grantee when 0 then 'public' else grantee::regrole::text end, privilege_type, case when is_grantable then '*' else '' end) order by grantee::regrole::text, privilege_type) from aclexplode(relacl) where grantee <> relowner) from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'v', 'm', 'S') order by 1;
select attrelid::regclass, attname, attacl from pg_attribute where attacl is not null and attrelid::regclass::text like 'app.%' order by 1::text, 2;
select oid::regprocedure, proacl from pg_proc where pronamespace = 'app'::regnamespace order by 1::text;
select typname, typacl from pg_type where typnamespace = 'app'::regnamespace and typtype in ('e', 'd') order by 1;
