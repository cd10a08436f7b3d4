-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter policy public.notes.reads
-- Hazards:
--   access_widened: policy public.notes.reads
--   access_narrowed: policy public.notes.reads

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter policy reads on public.notes to writer
  using (id > 0);

commit;
