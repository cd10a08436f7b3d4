-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy public.t.p
-- Hazards:
--   access_widened: policy public.t.p
--   access_widened: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create policy p on public.t for select to app
  using (true);
grant select on table public.t to app;

commit;
