-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.small
-- Hazards:
--   may_fail: constraint public.t.small

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint small;

commit;
