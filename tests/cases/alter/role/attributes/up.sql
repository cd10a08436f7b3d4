-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop role setting app.lock_timeout
--   alter role app
--   alter role membership app.readers
--   create role membership app.writers
--   alter role setting app.statement_timeout
--   create role setting app.work_mem
-- Hazards:
--   access_widened: role app
--   access_narrowed: role app
--   access_widened: role membership app.readers
--   access_narrowed: role membership app.readers
--   access_widened: role membership app.writers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
alter role app reset lock_timeout;
alter role app with nologin nocreatedb noinherit bypassrls connection limit -1 valid until 'infinity';
revoke readers from app;
grant readers to app with admin option;
grant writers to app;
alter role app set statement_timeout = '10s';
alter role app set work_mem = '4MB';
comment on role app is 'The new one.';

commit;
