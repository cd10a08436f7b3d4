-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.base.at
-- Hazards:
--   data_loss: column public.base.at

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.base
alter table public.base drop column at;

commit;
