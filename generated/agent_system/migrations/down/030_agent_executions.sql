-- 030_agent_executions (down): The log of what agents did and what it cost.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.agent_executions
-- Hazards:
--   data_loss: table public.agent_executions

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_executions
drop table public.agent_executions;

commit;
