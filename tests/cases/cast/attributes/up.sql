-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.color
--   create enum public.mood
--   create function public.number(public.mood)
--   create function public.number(public.mood, integer)
--   create cast (date as integer)
--   create cast (public.mood as integer)
--   create cast (public.mood as numeric)
--   create cast (text as public.color)
--   create view public.numbers

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.color
create type public.color as enum ('red');

-- enum public.mood
create type public.mood as enum ('bad', 'good');

-- function public.number(public.mood)
create function public.number (public.mood)
returns integer
language sql
immutable
set search_path = ''
as $$
select case $1 when 'good'::public.mood then 1 else 0 end
$$;
revoke all on routine public.number(public.mood) from public;

-- function public.number(public.mood, integer)
create function public.number (public.mood, integer)
returns numeric
language sql
immutable
set search_path = ''
as $$
select 0.5
$$;
revoke all on routine public.number(public.mood, integer) from public;

-- cast (date as integer)
create cast (date as integer) without function;

-- cast (public.mood as integer)
create cast (public.mood as integer) with function public.number(public.mood) as assignment;
comment on cast (public.mood as integer) is 'Good is one.';

-- cast (public.mood as numeric)
create cast (public.mood as numeric) with function public.number(public.mood, integer) as assignment;

-- cast (text as public.color)
create cast (text as public.color) with inout as implicit;

-- view public.numbers
create view public.numbers
  with (security_invoker = true) as
select 'good'::public.mood::int as n;

commit;
