-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter index public.i

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter index public.i set (deduplicate_items = false, fillfactor = 70);

commit;
