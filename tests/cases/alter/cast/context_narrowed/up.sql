-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create cast (public.mood as text)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- cast (public.mood as text)
drop cast (public.mood as text);
create cast (public.mood as text) with inout as assignment;

commit;
