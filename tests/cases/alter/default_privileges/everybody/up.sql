-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default privileges "".app_owner.functions
--   alter default privileges "".app_owner.sequences
--   alter default privileges "".app_owner.tables
--   alter default privileges "".app_owner.types
-- Hazards:
--   access_widened: default privileges "".app_owner.functions
--   access_narrowed: default privileges "".app_owner.functions
--   access_widened: default privileges "".app_owner.sequences
--   access_narrowed: default privileges "".app_owner.sequences
--   access_widened: default privileges "".app_owner.tables
--   access_narrowed: default privileges "".app_owner.tables
--   access_narrowed: default privileges "".app_owner.types

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges "".app_owner.functions
alter default privileges for role app_owner revoke all on functions from public;
alter default privileges for role app_owner grant all on functions to public;

-- default privileges "".app_owner.sequences
alter default privileges for role app_owner revoke all on sequences from app_owner;
alter default privileges for role app_owner grant select, usage on sequences to app_owner;

-- default privileges "".app_owner.tables
alter default privileges for role app_owner revoke all on tables from app_owner;
alter default privileges for role app_owner grant select on tables to app_owner;
alter default privileges for role app_owner revoke all on tables from reader;
alter default privileges for role app_owner grant select on tables to reader;

-- default privileges "".app_owner.types
alter default privileges for role app_owner revoke all on types from public;

commit;
