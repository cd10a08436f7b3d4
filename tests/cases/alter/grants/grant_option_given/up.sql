-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of table public.notes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
grant select on table public.notes to reader with grant option;

commit;
