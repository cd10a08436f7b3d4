-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create aggregate public.total(integer)
--   create function public.plus(integer, integer)
-- Hazards:
--   access_narrowed: grants of function public.plus(integer, integer)
--   access_narrowed: grants of aggregate public.total(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- aggregate public.total(integer)
drop aggregate public.total (integer);

-- function public.plus(integer, integer)
drop function public.plus(integer, integer);
create function public.plus (first integer, second integer)
returns integer
language sql
immutable
set search_path = ''
as $$
select first + second
$$;
revoke all on routine public.plus(integer, integer) from public;

-- aggregate public.total(integer)
create aggregate public.total (integer) (
  sfunc = public.plus,
  stype = integer,
  initcond = '0'
);
revoke all on routine public.total(integer) from public;

commit;
