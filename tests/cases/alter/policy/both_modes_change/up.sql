-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.open
--   alter policy public.notes.tenant
--   create policy public.notes.open
-- Hazards:
--   access_narrowed: policy public.notes.open
--   access_widened: policy public.notes.tenant
--   access_narrowed: policy public.notes.tenant
--   access_widened: policy public.notes.open

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy open on public.notes;
alter policy tenant on public.notes to reader
  using (tenant = 2);
create policy open on public.notes for select to reader
  using (state in ('open', 'new'));
comment on policy open on public.notes is 'What is open.';

commit;
