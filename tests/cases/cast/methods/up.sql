-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.mood
--   create function public.number(public.mood)
--   create function public.number(public.mood, integer)
--   create function public.other_number(public.mood)
--   create cast (public.mood as integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
create type public.mood as enum ('bad', 'good');

-- function public.number(public.mood)
create function public.number (public.mood)
returns integer
language sql
immutable
set search_path = ''
as $$
select 1
$$;
revoke all on routine public.number(public.mood) from public;

-- function public.number(public.mood, integer)
create function public.number (public.mood, integer)
returns integer
language sql
immutable
set search_path = ''
as $$
select $2
$$;
revoke all on routine public.number(public.mood, integer) from public;

-- function public.other_number(public.mood)
create function public.other_number (public.mood)
returns integer
language sql
immutable
set search_path = ''
as $$
select 2
$$;
revoke all on routine public.other_number(public.mood) from public;

-- cast (public.mood as integer)
create cast (public.mood as integer) with function public.number(public.mood);
comment on cast (public.mood as integer) is 'Good is one.';

commit;
