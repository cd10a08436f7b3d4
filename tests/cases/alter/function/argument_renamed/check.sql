select proacl, proargnames, obj_description(oid) from pg_proc where proname = 'f';
