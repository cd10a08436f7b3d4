-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
alter materialized view public.m owner to writer;

commit;
