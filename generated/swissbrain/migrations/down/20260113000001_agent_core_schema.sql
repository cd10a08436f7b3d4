-- 20260113000001_agent_core_schema (down): Layer 1, agent execution. A run is split into steps, and leaves messages, artifacts and memories behind.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop table public.agent_artifacts
--   drop table public.agent_memory
--   drop table public.agent_messages
--   drop table public.agent_steps
--   drop enum public.agent_step_status
--   drop enum public.tool_type
--   drop function public.update_run_statistics()
--   drop table public.agent_runs
--   drop enum public.agent_mode
--   drop enum public.agent_run_status
--   drop function public.check_run_completion()
--   drop function public.set_updated_at()
--   drop script agent_artifacts_bucket
-- Hazards:
--   data_loss: table public.agent_artifacts
--   data_loss: table public.agent_memory
--   data_loss: table public.agent_messages
--   data_loss: table public.agent_steps
--   data_loss: table public.agent_runs
--   data_loss: script agent_artifacts_bucket

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.agent_artifacts
drop table public.agent_artifacts;

-- table public.agent_memory
drop table public.agent_memory;

-- table public.agent_messages
drop table public.agent_messages;

-- table public.agent_steps
drop table public.agent_steps;

-- enum public.agent_step_status
drop type public.agent_step_status;

-- enum public.tool_type
drop type public.tool_type;

-- function public.update_run_statistics()
drop function public.update_run_statistics();

-- table public.agent_runs
drop table public.agent_runs;

-- enum public.agent_mode
drop type public.agent_mode;

-- enum public.agent_run_status
drop type public.agent_run_status;

-- function public.check_run_completion()
drop function public.check_run_completion();

-- function public.set_updated_at()
drop function public.set_updated_at();

-- script agent_artifacts_bucket
-- The private bucket for the files of agent_artifacts. Buckets are rows of the Storage service, which a plain Postgres does not have; there the statement warns and goes on.
do $$
begin
  raise notice 'The bucket agent-artifacts stays: remove it through the Storage API, which also removes its files.';
end
$$;
