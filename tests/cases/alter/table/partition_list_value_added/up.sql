-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_eu
--   create partition public.logs_eu
-- Hazards:
--   table_scan: partition public.logs_eu
--   may_fail: partition public.logs_eu

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs detach partition public.logs_eu;
alter table public.logs attach partition public.logs_eu for values in ('eu', 'uk');

commit;
