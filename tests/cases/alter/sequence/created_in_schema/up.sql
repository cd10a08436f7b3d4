-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create sequence app.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence app.s
create sequence app.s as bigint start with 10;

commit;
