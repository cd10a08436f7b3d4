-- 002_
-- Project case. Written by schemac: change the YAML, not this file.
--   rename function public.clean() to clear
--   rename function public.twice(integer) to double
--   rename function public.total(integer, integer) to sum_of
--   rename function public.touch() to touch_row

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
alter view public.v rename column twice to double;

-- function public.clear()
alter routine public.clean() rename to clear;

-- function public.double(integer)
alter routine public.twice(integer) rename to double;

-- function public.sum_of(integer, integer)
alter routine public.total(integer, integer) rename to sum_of;

-- function public.touch_row()
alter routine public.touch() rename to touch_row;

commit;
