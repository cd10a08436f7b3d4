-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default privileges ""."".tables
--   drop default privileges app."".functions
--   create default privileges app."".sequences
--   alter default privileges app."".tables
-- Hazards:
--   access_narrowed: default privileges ""."".tables
--   access_narrowed: default privileges app."".functions
--   access_widened: default privileges app."".tables
--   access_narrowed: default privileges app."".tables

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges ""."".tables
alter default privileges revoke all on tables from a;

-- default privileges app."".functions
alter default privileges in schema app revoke all on functions from a;

-- default privileges app."".sequences
alter default privileges in schema app grant usage on sequences to b;

-- default privileges app."".tables
alter default privileges in schema app revoke all on tables from b;
alter default privileges in schema app revoke all on tables from a;
alter default privileges in schema app grant select, insert on tables to a;

commit;
