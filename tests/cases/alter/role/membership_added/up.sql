-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role membership app.readers
-- Hazards:
--   access_widened: role membership app.readers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
grant readers to app;

commit;
