-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop materialized view public.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

commit;
