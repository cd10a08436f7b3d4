-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename index public.one to two
--   rename index public.two to one

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter index public.two rename to two_renaming;
alter index public.one rename to two;
alter index if exists public.two_renaming rename to one;

commit;
