-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename sequence public.numbers to counter
--   rename view public.v to seen
--   rename materialized view public.m to stored
--   rename index public.m_one_idx to stored_one_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.counter
alter sequence public.numbers rename to counter;

-- view public.seen
alter view public.v rename to seen;

-- materialized view public.stored
alter materialized view public.m rename to stored;
alter index public.m_one_idx rename to stored_one_idx;

commit;
