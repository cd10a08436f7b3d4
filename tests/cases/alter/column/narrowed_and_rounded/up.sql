-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.price
--   alter column public.t.at
--   alter column public.t.seen
-- Hazards:
--   data_loss: column public.t.price
--   table_rewrite: column public.t.price
--   may_fail: column public.t.price
--   table_rewrite: column public.t.at
--   may_fail: column public.t.at
--   data_loss: column public.t.seen
--   table_rewrite: column public.t.seen
--   may_fail: column public.t.seen

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t
  alter column price type numeric(10,2),
  alter column at type date using (at at time zone 'UTC')::date,
  alter column seen type timestamptz(0);

commit;
