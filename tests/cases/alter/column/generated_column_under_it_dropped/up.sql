-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.d
--   drop column public.t.a
--   create column public.t.d
-- Hazards:
--   data_loss: column public.t.a
--   table_rewrite: column public.t.d

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop column d;
alter table public.t drop column a;
alter table public.t add column d integer generated always as (id * 2) stored;

commit;
