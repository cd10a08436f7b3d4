-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop view public.v
--   drop aggregate public.least_of(integer)
--   create schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

-- aggregate public.least_of(integer)
drop aggregate public.least_of (integer);

-- schema app
create schema app;

commit;
