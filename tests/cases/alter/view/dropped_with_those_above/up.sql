-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop materialized view public.m
--   drop view public.w
--   drop view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

-- view public.w
drop view public.w;

-- view public.v
drop view public.v;

commit;
