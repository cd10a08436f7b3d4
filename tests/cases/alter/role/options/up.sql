-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter role app
--   alter role membership app.readers
--   alter role membership app.writers
-- Hazards:
--   access_narrowed: role app
--   access_widened: role membership app.readers
--   access_narrowed: role membership app.readers
--   access_widened: role membership app.writers
--   access_narrowed: role membership app.writers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
alter role app with noinherit;
grant readers to app with inherit false, set false, admin true;
revoke admin option for writers from app;
grant writers to app with set true;

commit;
