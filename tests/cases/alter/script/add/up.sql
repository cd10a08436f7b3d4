-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.n
--   create script second

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column n integer;

-- script second
update t set n = id;

commit;
