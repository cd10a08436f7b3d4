-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.first()
--   create function public.ids(public.v)
--   create view public.v
-- Hazards:
--   access_narrowed: grants of function public.first()
--   access_narrowed: grants of function public.ids(public.v)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.first()
drop function public.first();

-- function public.ids(public.v)
drop function public.ids(public.v);

-- view public.v
drop view public.v;
create view public.v
  with (security_invoker = true) as
select a, id from t;

-- function public.first()
create function public.first ()
returns public.v
language sql
set search_path = ''
as $$
select * from public.v limit 1
$$;
revoke all on routine public.first() from public;

-- function public.ids(public.v)
create function public.ids ("row" public.v)
returns integer
language sql
set search_path = ''
as $$
select row.id
$$;
revoke all on routine public.ids(public.v) from public;

commit;
