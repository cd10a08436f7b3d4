-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create role setting app.search_path
--   alter role setting app.statement_timeout

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- role app
alter role app set search_path = app;
alter role app set statement_timeout = '9s';

commit;
