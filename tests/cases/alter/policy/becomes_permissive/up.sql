-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.notes.tenant
--   create policy public.notes.tenant
-- Hazards:
--   access_widened: policy public.notes.tenant
--   access_widened: policy public.notes.tenant

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
drop policy tenant on public.notes;
create policy tenant on public.notes for select to public
  using (tenant = 1);

commit;
