-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter role app
-- Hazards:
--   access_narrowed: role app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
alter role app with nologin connection limit -1;

commit;
