-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.t
-- Hazards:
--   table_rewrite: table public.t

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t set logged;

commit;
