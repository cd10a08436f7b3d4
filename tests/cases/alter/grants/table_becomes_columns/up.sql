-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of table public.people
--   access_narrowed: grants of table public.people

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
revoke all on table public.people from reader;
grant select (id, name) on table public.people to reader;

commit;
