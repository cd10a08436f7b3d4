-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.n

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column n integer not null default 7;

commit;
