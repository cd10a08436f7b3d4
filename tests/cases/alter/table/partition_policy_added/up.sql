-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create policy public.logs.p
-- Hazards:
--   access_widened: policy public.logs.p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create policy p on public.logs for select to public
  using (n > 0);

commit;
