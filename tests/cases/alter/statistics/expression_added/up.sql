-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop statistics public.s
--   create statistics public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop statistics public.s;
create statistics public.s on a, b, (lower(b)) from public.t;

commit;
