-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename constraint public.t.one to two
--   rename constraint public.t.two to one

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t rename constraint two to two_renaming;
alter table public.t rename constraint one to two;
alter table public.t rename constraint two_renaming to one;

commit;
