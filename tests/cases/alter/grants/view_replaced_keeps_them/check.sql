select relacl, reloptions, pg_get_userbyid(relowner), obj_description(oid) from pg_class where relname = 'v';
