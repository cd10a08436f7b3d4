-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.m
--   drop constraint public.t.t_m_check
--   alter column public.t.m
--   create default public.t.m
--   create enum public.mood
-- Hazards:
--   table_rewrite: column public.t.m
--   may_fail: column public.t.m

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column m drop default;
alter table public.t drop constraint t_m_check;

-- enum public.mood
create type public.mood as enum ('low', 'high');

-- table public.t
alter table public.t alter column m type public.mood using m::mood;
alter table public.t alter column m set default 'low';

commit;
