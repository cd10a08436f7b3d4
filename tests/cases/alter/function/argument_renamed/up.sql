-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.f(integer)
-- Hazards:
--   access_widened: grants of function public.f(integer)
--   access_narrowed: grants of function public.f(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f(integer)
drop function public.f(integer);
create function public.f (number integer)
returns integer
language sql
set search_path = ''
as $$
select number
$$;
revoke all on routine public.f(integer) from public;
grant execute on routine public.f(integer) to reader;
comment on routine public.f(integer) is 'Kept.';

commit;
