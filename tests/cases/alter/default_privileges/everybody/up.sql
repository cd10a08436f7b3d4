-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default privileges on functions of app_owner
--   alter default privileges on sequences of app_owner
--   alter default privileges on tables of app_owner
--   alter default privileges on types of app_owner
-- Hazards:
--   access_widened: default privileges on functions of app_owner
--   access_narrowed: default privileges on functions of app_owner
--   access_widened: default privileges on sequences of app_owner
--   access_narrowed: default privileges on sequences of app_owner
--   access_widened: default privileges on tables of app_owner
--   access_narrowed: default privileges on tables of app_owner
--   access_narrowed: default privileges on types of app_owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on functions of app_owner
alter default privileges for role app_owner revoke all on functions from public;
alter default privileges for role app_owner grant all on functions to public;

-- default privileges on sequences of app_owner
alter default privileges for role app_owner revoke all on sequences from app_owner;
alter default privileges for role app_owner grant select, usage on sequences to app_owner;

-- default privileges on tables of app_owner
alter default privileges for role app_owner revoke all on tables from app_owner;
alter default privileges for role app_owner grant select on tables to app_owner;
alter default privileges for role app_owner revoke all on tables from reader;
alter default privileges for role app_owner grant select on tables to reader;

-- default privileges on types of app_owner
alter default privileges for role app_owner revoke all on types from public;

commit;
