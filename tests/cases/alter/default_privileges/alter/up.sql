-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default privileges on tables
--   drop default privileges on functions in app
--   create default privileges on sequences in app
--   alter default privileges on tables in app
-- Hazards:
--   access_narrowed: default privileges on tables
--   access_narrowed: default privileges on functions in app
--   access_widened: default privileges on tables in app
--   access_narrowed: default privileges on tables in app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on tables
alter default privileges revoke all on tables from a;

-- default privileges on functions in app
alter default privileges in schema app revoke all on functions from a;

-- default privileges on sequences in app
alter default privileges in schema app grant usage on sequences to b;

-- default privileges on tables in app
alter default privileges in schema app revoke all on tables from b;
alter default privileges in schema app revoke all on tables from a;
alter default privileges in schema app grant select, insert on tables to a;

commit;
