-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.logs_2
-- Hazards:
--   data_loss: table public.logs_2

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
drop table public.logs_2;

commit;
