-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_p_id_fkey
--   drop table public.p
-- Hazards:
--   data_loss: table public.p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_p_id_fkey;

-- table public.p
drop table public.p;

commit;
