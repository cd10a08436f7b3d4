-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create default privileges ""."".functions
--   create default privileges ""."".tables
--   create default privileges ""."".types
--   create default privileges "".app_owner.functions
--   create default privileges "".app_owner.sequences
--   create default privileges "".app_owner.types

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges ""."".functions
alter default privileges revoke all on functions from public;

-- default privileges ""."".tables
alter default privileges revoke all on tables from current_user;
alter default privileges grant select, insert on tables to current_user;
alter default privileges grant select on tables to reader with grant option;

-- default privileges ""."".types
alter default privileges grant usage on types to reader;

-- default privileges "".app_owner.functions
alter default privileges for role app_owner revoke all on functions from public;
alter default privileges for role app_owner grant execute on functions to reader;

-- default privileges "".app_owner.sequences
alter default privileges for role app_owner revoke all on sequences from app_owner;

-- default privileges "".app_owner.types
alter default privileges for role app_owner revoke all on types from public;

commit;
