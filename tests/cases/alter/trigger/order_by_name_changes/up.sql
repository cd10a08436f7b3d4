-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename trigger public.t.a_first to c_third

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter trigger a_first on public.t rename to c_third;

commit;
