-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.writes
--   create policy public.notes.writes
-- Hazards:
--   access_narrowed: policy public.notes.writes
--   access_widened: policy public.notes.writes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy writes on public.notes;
create policy writes on public.notes for update to public
  using (owner = current_user);
comment on policy writes on public.notes is 'Kept.';

commit;
