-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create range type public.span
--   create column public.t.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- range type public.span
create type public.span as range (subtype = integer);

-- table public.t
alter table public.t add column s public.span;

commit;
