-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy public.notes.own
-- Hazards:
--   access_widened: policy public.notes.own

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
create policy own on public.notes for select to reader
  using (owner = current_user);

commit;
