-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.large

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint large check (a > 100) not valid;

commit;
