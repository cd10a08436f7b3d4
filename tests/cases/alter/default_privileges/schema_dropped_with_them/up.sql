-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default privileges on tables in app
--   drop schema app
-- Hazards:
--   access_narrowed: default privileges on tables in app
--   access_narrowed: schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on tables in app
alter default privileges in schema app revoke all on tables from reader;

-- schema app
drop schema app;

commit;
