-- 004_memory_logs (down): What was done with memory.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop table public.memory_logs
-- Hazards:
--   data_loss: table public.memory_logs

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.memory_logs
drop table public.memory_logs;

commit;
