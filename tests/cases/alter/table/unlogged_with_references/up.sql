-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.e_first.e_first_mode_fkey
--   alter table public.e_first
--   create constraint public.e_first.e_first_mode_fkey
--   drop constraint public.e_second.e_second_lock_fkey
--   alter table public.e_second
--   create constraint public.e_second.e_second_lock_fkey
--   alter table public.b_modes
--   alter table public.a_locks
--   alter table public.d_more
--   alter table public.c_back
-- Hazards:
--   table_rewrite: table public.b_modes
--   table_rewrite: table public.a_locks
--   table_rewrite: table public.d_more
--   table_rewrite: table public.c_back
--   table_rewrite: table public.e_first
--   table_rewrite: table public.e_second
--   table_scan: constraint public.e_first.e_first_mode_fkey
--   may_fail: constraint public.e_first.e_first_mode_fkey
--   table_scan: constraint public.e_second.e_second_lock_fkey
--   may_fail: constraint public.e_second.e_second_lock_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.e_first
alter table public.e_first drop constraint e_first_mode_fkey;

-- table public.e_second
alter table public.e_second drop constraint e_second_lock_fkey;

-- table public.b_modes
alter table public.b_modes set unlogged;

-- table public.a_locks
alter table public.a_locks set unlogged;

-- table public.d_more
alter table public.d_more set logged;

-- table public.c_back
alter table public.c_back set logged;

-- table public.e_first
alter table public.e_first set unlogged;

-- table public.e_second
alter table public.e_second set unlogged;

-- table public.e_first
alter table public.e_first add constraint e_first_mode_fkey foreign key (mode) references public.e_second (name);

-- table public.e_second
alter table public.e_second add constraint e_second_lock_fkey foreign key (lock) references public.e_first (name);

commit;
