-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.everything
--   create policy public.notes.adds
--   create policy public.notes.changes
--   create policy public.notes.deletes
--   create policy public.notes.reads
-- Hazards:
--   access_narrowed: policy public.notes.everything
--   access_widened: policy public.notes.adds
--   access_widened: policy public.notes.changes
--   access_widened: policy public.notes.deletes
--   access_widened: policy public.notes.reads

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy everything on public.notes;
create policy adds on public.notes for insert to public
  with check (owner = current_user);
create policy changes on public.notes for update to public
  using (owner = current_user);
create policy deletes on public.notes for delete to public
  using (owner = current_user);
create policy reads on public.notes for select to public
  using (true);

commit;
