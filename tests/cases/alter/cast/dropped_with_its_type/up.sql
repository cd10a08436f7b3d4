-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop cast (public.mood as text)
--   drop enum public.mood
--   create schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- cast (public.mood as text)
drop cast (public.mood as text);

-- enum public.mood
drop type public.mood;

-- schema app
create schema app;

commit;
