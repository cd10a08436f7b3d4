-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_1
--   create table public.logs_1b
--   create partition public.logs_1
--   create row security public.logs_1b
-- Hazards:
--   table_scan: partition public.logs_1
--   may_fail: partition public.logs_1
--   access_narrowed: row security public.logs_1b

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs detach partition public.logs_1;
create table public.logs_1b (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_1b for values from ('2026-01-15') to ('2026-02-01');
alter table public.logs attach partition public.logs_1 for values from ('2026-01-01') to ('2026-01-15');
alter table public.logs_1b enable row level security;

commit;
