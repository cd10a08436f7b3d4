select nspowner::regrole, nspacl, obj_description(oid) from pg_namespace where nspname = 'public';
