-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename view public.current to next
--   rename view public.next to current

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.current
alter view public.next rename to next_renaming;

-- view public.next
alter view public.current rename to next;

-- view public.current
alter view public.next_renaming rename to current;

commit;
