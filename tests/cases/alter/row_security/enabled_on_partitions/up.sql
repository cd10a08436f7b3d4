-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create row security public.logs
--   create row security public.logs_1
-- Hazards:
--   access_narrowed: row security public.logs
--   access_narrowed: row security public.logs_1

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs enable row level security;

-- table public.logs_1
alter table public.logs_1 enable row level security;

commit;
