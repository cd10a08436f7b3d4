-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.b_modes
--   alter table public.a_locks
--   alter table public.d_more
--   alter table public.c_back
-- Hazards:
--   table_rewrite: table public.b_modes
--   table_rewrite: table public.a_locks
--   table_rewrite: table public.d_more
--   table_rewrite: table public.c_back

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.b_modes
alter table public.b_modes set unlogged;

-- table public.a_locks
alter table public.a_locks set unlogged;

-- table public.d_more
alter table public.d_more set logged;

-- table public.c_back
alter table public.c_back set logged;

commit;
