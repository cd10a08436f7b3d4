select pg_get_triggerdef(oid), tgenabled, obj_description(oid) from pg_trigger where not tgisinternal order by tgname collate "C";
