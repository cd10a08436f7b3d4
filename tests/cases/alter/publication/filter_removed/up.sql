-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop publication membership public.t.p
--   create publication membership public.t.p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter publication p drop table only public.t;
alter publication p add table only public.t;

commit;
