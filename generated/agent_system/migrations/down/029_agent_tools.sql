-- 029_agent_tools (down): The registry of tools that agents may call.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.agent_tools
-- Hazards:
--   data_loss: table public.agent_tools

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_tools
drop table public.agent_tools;

commit;
