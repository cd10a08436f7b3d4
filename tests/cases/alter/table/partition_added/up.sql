-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.logs_2
--   create row security public.logs_2
-- Hazards:
--   access_narrowed: row security public.logs_2

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create table public.logs_2 (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-03-01');
alter table public.logs_2 enable row level security;

commit;
