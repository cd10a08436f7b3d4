-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop enum public.e
--   drop sequence public.d
--   create function public.f()
--   create view public.above
--   drop table public.c
--   drop view public.a
--   drop materialized view public.b
--   create domain public.e
--   create table public.b with row security
--   create table public.d with row security
--   create view public.c
--   create materialized view public.a
-- Hazards:
--   data_loss: sequence public.d
--   data_loss: table public.c
--   access_narrowed: grants of function public.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.e
drop type public.e;

-- sequence public.d
drop sequence public.d;

-- function public.f()
drop function public.f();

-- view public.above
drop view public.above;

-- table public.c
drop table public.c;

-- view public.a
drop view public.a;

-- materialized view public.b
drop materialized view public.b;

-- domain public.e
create domain public.e as text;

-- function public.f()
create procedure public.f ()
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.f() from public;

-- table public.b
create table public.b (
  id integer
);
alter table public.b enable row level security;

-- table public.d
create table public.d (
  id integer
);
alter table public.d enable row level security;

-- view public.c
create view public.c
  with (security_invoker = true) as
select id from base;

-- materialized view public.a
create materialized view public.a as
select id from base;

-- view public.above
create view public.above
  with (security_invoker = true) as
select a.id from a, b, c;

commit;
