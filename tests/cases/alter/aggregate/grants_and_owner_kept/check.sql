select proacl, pg_get_userbyid(proowner), obj_description(oid) from pg_proc where proname = 'least_of';
