-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter policy public.notes.writes
-- Hazards:
--   access_widened: policy public.notes.writes
--   access_narrowed: policy public.notes.writes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter policy writes on public.notes to public
  using (owner = current_user)
  with check (owner = current_user and id > 0);

commit;
