-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop seed rows public.kinds
-- Hazards:
--   data_loss: seed rows public.kinds

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.kinds
delete from public.kinds where name in ('a', 'b');

commit;
