-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.a
--   create column public.t.d
-- Hazards:
--   table_rewrite: column public.t.d

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t add column a integer default 2;
alter table public.t add column d integer generated always as (a * 2) stored;

commit;
