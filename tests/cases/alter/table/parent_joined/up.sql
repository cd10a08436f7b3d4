-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.child

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.child
alter table public.child inherit public.base;

commit;
