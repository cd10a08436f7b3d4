-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default privileges on tables
-- Hazards:
--   access_widened: default privileges on tables
--   access_narrowed: default privileges on tables

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on tables
alter default privileges revoke all on tables from reader;
alter default privileges grant select on tables to writer;

commit;
