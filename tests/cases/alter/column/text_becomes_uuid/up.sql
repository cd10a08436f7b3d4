-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.u
-- Hazards:
--   table_rewrite: column public.t.u
--   may_fail: column public.t.u

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column u type uuid using u::uuid;

commit;
