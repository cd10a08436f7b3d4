-- 20251216000001_consolidated_migration (down): The whole schema in one file, as the migration guide asks for it.
-- Project agentflow. Written by schemac: change the YAML, not this file.
--   drop table public.messages
--   drop table public.shared_memory
--   drop view public.conversation_activity
--   drop table public.conversations
--   drop view public.lead_funnel
--   drop table public.leads
--   drop enum public.lead_status
--   drop view public.workflow_performance
--   drop materialized view analytics.agent_daily_totals
--   drop schema analytics
--   drop table public.agent_messages
--   drop table public.workflow_executions
--   drop function public.set_updated_at()
-- Hazards:
--   data_loss: table public.messages
--   data_loss: table public.shared_memory
--   data_loss: table public.conversations
--   data_loss: table public.leads
--   access_narrowed: schema analytics
--   data_loss: table public.agent_messages
--   data_loss: table public.workflow_executions

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension pgcrypto
comment on extension pgcrypto is null;

-- extension "uuid-ossp"
comment on extension "uuid-ossp" is null;

-- table public.messages
drop table public.messages;

-- table public.shared_memory
drop table public.shared_memory;

-- view public.conversation_activity
drop view public.conversation_activity;

-- table public.conversations
drop table public.conversations;

-- view public.lead_funnel
drop view public.lead_funnel;

-- table public.leads
drop table public.leads;

-- enum public.lead_status
drop type public.lead_status;

-- view public.workflow_performance
drop view public.workflow_performance;

-- materialized view analytics.agent_daily_totals
drop materialized view analytics.agent_daily_totals;

-- schema analytics
drop schema analytics;

-- table public.agent_messages
drop table public.agent_messages;

-- table public.workflow_executions
drop table public.workflow_executions;

-- function public.set_updated_at()
drop function public.set_updated_at();

commit;
