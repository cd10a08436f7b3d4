-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.reads
--   create policy public.notes.reads
-- Hazards:
--   access_narrowed: policy public.notes.reads
--   access_widened: policy public.notes.reads

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy reads on public.notes;
create policy reads on public.notes for all to public
  using (id > 0);
comment on policy reads on public.notes is 'Kept.';

commit;
