-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.one()
--   create function public.two()
--   create event trigger watch

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.one()
create function public.one ()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin end
$$;
revoke all on routine public.one() from public;

-- function public.two()
create function public.two ()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin end
$$;
revoke all on routine public.two() from public;

-- event trigger watch
create event trigger watch on sql_drop
  execute function public.one();

commit;
