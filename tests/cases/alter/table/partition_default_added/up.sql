-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.logs_rest
--   create row security public.logs_rest
-- Hazards:
--   access_narrowed: row security public.logs_rest

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create table public.logs_rest (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_rest default;
alter table public.logs_rest enable row level security;

commit;
