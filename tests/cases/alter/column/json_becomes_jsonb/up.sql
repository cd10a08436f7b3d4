-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.j
--   alter column public.t.j
--   create default public.t.j
-- Hazards:
--   table_rewrite: column public.t.j
--   may_fail: column public.t.j

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column j drop default;
alter table public.t alter column j type jsonb;
alter table public.t alter column j set default '{}';

commit;
