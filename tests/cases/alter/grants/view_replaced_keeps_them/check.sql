-- Since 17 there is one right more.
select replace(relacl::text, 'xtm', 'xt'), reloptions, pg_get_userbyid(relowner), obj_description(oid) from pg_class where relname = 'v';
