-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.people.name
-- Hazards:
--   access_widened: grants of table public.people

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.people add column name text;
grant select (id, name) on table public.people to reader;

commit;
