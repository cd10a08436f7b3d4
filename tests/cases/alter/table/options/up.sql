-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop replica identity public.t
--   alter table public.t
--   drop row security public.v
--   alter table public.v
--   alter replica identity public.u
--   alter row security public.u
-- Hazards:
--   access_widened: row security public.v
--   table_rewrite: table public.t
--   access_widened: row security public.u
--   table_rewrite: table public.v

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t replica identity default;

-- table public.u
alter table public.u owner to current_user;

-- table public.v
alter table public.v disable row level security;

-- table public.t
alter table public.t set logged;
alter table public.t set (fillfactor = 80, toast_tuple_target = 256);
alter table public.t reset (autovacuum_enabled);
alter table public.t owner to other_owner;

-- table public.u
alter table public.u replica identity using index u_id;
alter table public.u no force row level security;

-- table public.v
alter table public.v set unlogged;
alter table public.v owner to app_owner;

commit;
