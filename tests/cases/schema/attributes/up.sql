-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Weird. Schema"
--   create schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Weird. Schema"
create schema "Weird. Schema";
grant usage on schema "Weird. Schema" to public;

-- schema app
create schema app;
alter schema app owner to app_owner;
grant usage on schema app to public_reader;
grant create on schema app to public_reader with grant option;
grant usage on schema app to reader;
comment on schema app is E'The application''s own.
Second line with a \\backslash and ''quotes''.';

commit;
