-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.t.b
--   create column public.t.b
-- Hazards:
--   data_loss: column public.t.b
--   table_rewrite: column public.t.b

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop column b;
alter table public.t add column b integer generated always as (a + 1) stored;

commit;
