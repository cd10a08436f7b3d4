select conrelid::regclass, conname, pg_get_constraintdef(oid), obj_description(oid) from pg_constraint where contype = 'f' order by conrelid::regclass::text, conname collate "C";
