-- 007_reports (down): Views to watch the system by.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop view public.memory_operation_summary
--   drop view public.recent_agent_activity
--   drop view public.user_session_stats

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.memory_operation_summary
drop view public.memory_operation_summary;

-- view public.recent_agent_activity
drop view public.recent_agent_activity;

-- view public.user_session_stats
drop view public.user_session_stats;

commit;
