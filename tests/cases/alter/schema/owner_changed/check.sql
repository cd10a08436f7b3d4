select nspacl from pg_namespace where nspname = 'app';
