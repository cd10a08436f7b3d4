-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.own
--   drop row security public.notes
-- Hazards:
--   access_narrowed: policy public.notes.own
--   access_widened: row security public.notes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy own on public.notes;
alter table public.notes disable row level security;

commit;
