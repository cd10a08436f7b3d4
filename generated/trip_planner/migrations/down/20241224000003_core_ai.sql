-- 20241224000003_core_ai (down): Conversations with the assistant, what it remembers and suggests, and what it watches over.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   drop table public.ai_context
--   drop table public.ai_runs
--   drop table public.booking_workflows
--   drop table public.budget_tracking
--   drop table public.conflict_resolutions
--   drop table public.messages
--   drop table public.conversations
--   drop function private.keep_updated_at()
--   drop table public.proactive_suggestions
--   drop table public.user_preferences
-- Hazards:
--   data_loss: table public.ai_context
--   data_loss: table public.ai_runs
--   data_loss: table public.booking_workflows
--   data_loss: table public.budget_tracking
--   data_loss: table public.conflict_resolutions
--   data_loss: table public.messages
--   data_loss: table public.conversations
--   data_loss: table public.proactive_suggestions
--   data_loss: table public.user_preferences

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.ai_context
drop table public.ai_context;

-- table public.ai_runs
drop table public.ai_runs;

-- table public.booking_workflows
drop table public.booking_workflows;

-- table public.budget_tracking
drop table public.budget_tracking;

-- table public.conflict_resolutions
drop table public.conflict_resolutions;

-- table public.messages
drop table public.messages;

-- table public.conversations
drop table public.conversations;

-- function private.keep_updated_at()
drop function private.keep_updated_at();

-- table public.proactive_suggestions
drop table public.proactive_suggestions;

-- table public.user_preferences
drop table public.user_preferences;

commit;
