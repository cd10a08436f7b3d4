-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter replica identity public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t replica identity using index j;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.i

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.i;
