select nspname, nspowner::regrole, nspacl, obj_description(oid) from pg_namespace where nspname in ('app', 'Weird. Schema') order by 1;
