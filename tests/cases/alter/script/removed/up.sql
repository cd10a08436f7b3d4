-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop script fill
-- Hazards:
--   data_loss: script fill

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- script fill
update t set a = null;

commit;
