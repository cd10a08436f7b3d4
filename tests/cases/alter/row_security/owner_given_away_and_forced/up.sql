-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter row security public.notes
-- Hazards:
--   access_narrowed: row security public.notes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes force row level security;
alter table public.notes owner to app_owner;

commit;
