-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.mood
--   create column public.t.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.mood
create type public.mood as enum ('low');

-- table public.t
alter table public.t add column m public.mood not null default 'low';

commit;
