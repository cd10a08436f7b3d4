-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter statistics public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter statistics public.s set statistics 500;

commit;
