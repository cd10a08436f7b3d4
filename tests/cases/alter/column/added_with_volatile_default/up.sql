-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.at
-- Hazards:
--   table_rewrite: column public.t.at

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t add column at timestamptz not null default clock_timestamp();

commit;
