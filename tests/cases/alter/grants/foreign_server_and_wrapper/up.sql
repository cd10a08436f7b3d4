-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of foreign data wrapper w
--   access_widened: grants of server s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- foreign data wrapper w
revoke all on foreign data wrapper w from reader;

-- server s
grant usage on foreign server s to reader;

commit;
