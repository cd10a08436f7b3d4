-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of table public.notes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
revoke insert, update, delete, truncate, references, trigger on table public.notes from reader;

commit;
