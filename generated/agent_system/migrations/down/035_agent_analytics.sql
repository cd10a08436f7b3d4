-- 035_agent_analytics (down): Daily figures for each kind of agent.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.agent_analytics
-- Hazards:
--   data_loss: table public.agent_analytics

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_analytics
drop table public.agent_analytics;

commit;
