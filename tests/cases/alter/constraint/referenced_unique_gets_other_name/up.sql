-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename constraint public.p.old_key to new_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.p
alter table public.p rename constraint old_key to new_key;

commit;
