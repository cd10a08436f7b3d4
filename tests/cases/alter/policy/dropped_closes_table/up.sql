-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.everybody
-- Hazards:
--   access_narrowed: policy public.notes.everybody

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy everybody on public.notes;

commit;
