-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v
--   drop function public.f()
--   create function app.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;

-- function public.f()
drop function public.f();

-- function app.f()
create function app.f ()
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.f() from public;

-- view public.v
create view public.v
  with (security_invoker = true) as
select app.f() as f;

commit;
