-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create statistics public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create statistics public.s on a, b from public.t;

commit;
