-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.reads
--   drop policy public.notes.known
--   create policy public.notes.reads
--   drop view public.open_notes
-- Hazards:
--   access_narrowed: policy public.notes.reads
--   access_widened: policy public.notes.known
--   access_widened: policy public.notes.reads

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy reads on public.notes;
drop policy known on public.notes;

-- view public.open_notes
drop view public.open_notes;

-- table public.notes
create policy reads on public.notes for select to keeper, reader
  using (open and id > 0);

commit;
