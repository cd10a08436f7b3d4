-- 003_agent_executions (down): What agents did.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop table public.agent_executions
--   drop function public.calculate_execution_duration()
-- Hazards:
--   data_loss: table public.agent_executions

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.agent_executions
drop table public.agent_executions;

-- function public.calculate_execution_duration()
drop function public.calculate_execution_duration();

commit;
