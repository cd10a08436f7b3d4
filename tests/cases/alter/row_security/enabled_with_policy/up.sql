-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create row security public.notes
--   create policy public.notes.own
-- Hazards:
--   access_narrowed: row security public.notes
--   access_widened: policy public.notes.own

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes enable row level security;
create policy own on public.notes for select to reader
  using (owner = current_user);

commit;
