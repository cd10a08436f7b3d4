-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop statistics public.s
--   create statistics public.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop statistics public.s;
create statistics public.s (ndistinct, mcv) on a, b from public.t;
comment on statistics public.s is 'Kept.';

commit;
