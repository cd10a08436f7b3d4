-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.everything
--   create policy public.notes.everything
-- Hazards:
--   access_narrowed: policy public.notes.everything
--   access_widened: policy public.notes.everything

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy everything on public.notes;
create policy everything on public.notes for all to public
  with check (id > 1);

commit;
