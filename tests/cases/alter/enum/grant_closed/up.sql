-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of enum public.mood

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
alter type public.mood owner to reader;
revoke all on type public.mood from public;

commit;
