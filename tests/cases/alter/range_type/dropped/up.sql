-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop range type public.span
--   create schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- range type public.span
drop type public.span;

-- schema app
create schema app;

commit;
