-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.a
--   create column public.t.z
--   create column public.t.y
-- Hazards:
--   table_rewrite: column public.t.z
--   table_rewrite: column public.t.y

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t add column a integer default 1;
alter table public.t
  add column z integer generated always as (a * 2) stored,
  add column y integer generated always as (a + 1) stored;

commit;
