-- 034_agent_feedback (down): What users think of the answers.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.agent_feedback
-- Hazards:
--   data_loss: table public.agent_feedback

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_feedback
drop table public.agent_feedback;

commit;
