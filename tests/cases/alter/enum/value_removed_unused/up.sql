-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.m
--   create default public.t.m
--   alter enum public.mood
-- Hazards:
--   table_rewrite: enum public.mood
--   may_fail: enum public.mood

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column m drop default;

-- enum public.mood
alter type public.mood rename to mood_old;
create type public.mood as enum ('low');
alter table public.t alter column m type public.mood using m::text::public.mood;
drop type public.mood_old;

-- table public.t
alter table public.t alter column m set default 'low';

commit;
