-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function public.f(integer)
--   create function public.f(bigint)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f(integer)
drop function public.f(integer);

-- function public.f(bigint)
create function public.f (a bigint)
returns integer
language sql
set search_path = ''
as $$
select a::int
$$;
revoke all on routine public.f(bigint) from public;
grant execute on routine public.f(bigint) to reader;
comment on routine public.f(bigint) is 'Kept.';

commit;
