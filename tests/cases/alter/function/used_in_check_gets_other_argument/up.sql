-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_n_check
--   create constraint public.t.t_n_check
--   drop function public.fits(integer)
--   create function public.fits(integer, integer)
-- Hazards:
--   table_scan: constraint public.t.t_n_check
--   may_fail: constraint public.t.t_n_check

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_n_check;

-- function public.fits(integer)
drop function public.fits(integer);

-- function public.fits(integer, integer)
create function public.fits (a integer, "least" integer default 0)
returns boolean
language sql
immutable
set search_path = ''
as $$
select a > least
$$;
revoke all on routine public.fits(integer, integer) from public;

-- table public.t
alter table public.t add constraint t_n_check check (fits(n));

commit;
