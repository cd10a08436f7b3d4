-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create default privileges on functions
--   create default privileges on tables
--   create default privileges on types
--   create default privileges on functions of app_owner
--   create default privileges on sequences of app_owner
--   create default privileges on types of app_owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on functions
alter default privileges revoke all on functions from public;

-- default privileges on tables
alter default privileges revoke all on tables from current_user;
alter default privileges grant select, insert on tables to current_user;
alter default privileges grant select on tables to reader with grant option;

-- default privileges on types
alter default privileges grant usage on types to reader;

-- default privileges on functions of app_owner
alter default privileges for role app_owner revoke all on functions from public;
alter default privileges for role app_owner grant execute on functions to reader;

-- default privileges on sequences of app_owner
alter default privileges for role app_owner revoke all on sequences from app_owner;

-- default privileges on types of app_owner
alter default privileges for role app_owner revoke all on types from public;

commit;
