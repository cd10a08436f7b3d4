-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.to_p
-- Hazards:
--   may_fail: constraint public.t.to_p

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint to_p;

commit;
