-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.s

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column s set storage main;
alter table public.t alter column s set compression default;
alter table only public.t alter column s set statistics 200;

commit;
