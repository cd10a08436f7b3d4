-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create cast (public.mood as integer)
--   drop function public.number(public.mood)
--   create function public.as_int(public.mood)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- cast (public.mood as integer)
drop cast (public.mood as integer);

-- function public.number(public.mood)
drop function public.number(public.mood);

-- function public.as_int(public.mood)
create function public.as_int (public.mood)
returns integer
language sql
immutable
set search_path = ''
as $$
select case $1 when 'good'::public.mood then 1 else 0 end
$$;
revoke all on routine public.as_int(public.mood) from public;

-- cast (public.mood as integer)
create cast (public.mood as integer) with function public.as_int(public.mood);
comment on cast (public.mood as integer) is 'Kept.';

commit;
