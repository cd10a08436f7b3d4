-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.m
--   drop enum public.mood
-- Hazards:
--   data_loss: column public.t.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop column m;

-- enum public.mood
drop type public.mood;

commit;
