-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.g(integer)
--   create function public.o(integer)
--   create function public.rows_()
--   create view public.v
--   create function public.f(integer)
-- Hazards:
--   access_narrowed: grants of function public.f(integer)
--   access_narrowed: grants of function public.g(integer)
--   access_narrowed: grants of function public.o(integer)
--   access_narrowed: grants of function public.rows_()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.g(integer)
drop function public.g(integer);

-- function public.o(integer)
drop function public.o(integer);

-- function public.rows_()
drop function public.rows_();

-- view public.v
drop view public.v;

-- function public.f(integer)
drop function public.f(integer);
create function public.f (a integer)
returns bigint
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.f(integer) from public;

-- function public.g(integer)
create function public.g (a integer)
returns bigint
language sql
set search_path = ''
as $$
select public.f(a)
$$;
revoke all on routine public.g(integer) from public;

-- function public.o(integer)
create function public.o (a integer, out b integer, out c integer)
language sql
set search_path = ''
as $$
select 1, 2
$$;
revoke all on routine public.o(integer) from public;

-- function public.rows_()
create function public.rows_ ()
returns table (a integer, b text)
language sql
set search_path = ''
as $$
select 1, ''
$$;
revoke all on routine public.rows_() from public;

-- view public.v
create view public.v
  with (security_invoker = true) as
select f(id) as f from t;

commit;
