-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.s
-- Hazards:
--   table_rewrite: column public.t.s
--   may_fail: column public.t.s

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column s type varchar(5);

commit;
