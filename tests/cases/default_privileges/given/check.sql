select relname, replace(replace(relacl::text, current_user, 'current_user'), 'arwdDxtm', 'arwdDxt') from pg_class where relnamespace in ('app'::regnamespace, 'public'::regnamespace) and relkind in ('r', 'S') order by 1;
select typname, replace(typacl::text, current_user, 'current_user') from pg_type where typtype = 'e' order by 1;
select proname, replace(proacl::text, current_user, 'current_user') from pg_proc where pronamespace = 'app'::regnamespace order by 1;
select replace(nspacl::text, current_user, 'current_user') from pg_namespace where nspname = 'app';
