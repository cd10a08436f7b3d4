-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.total(integer[])
-- Hazards:
--   access_narrowed: grants of function public.total(integer[])

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.total(integer[])
drop function public.total(integer[]);
create function public.total (numbers integer[])
returns bigint
language sql
set search_path = ''
as $$
select sum(n) from unnest(numbers) n
$$;
revoke all on routine public.total(integer[]) from public;

commit;
