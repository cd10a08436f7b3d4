-- 20260113000001_agent_core_schema (down): Layer 1, agent execution. A run is split into steps, and leaves messages, artifacts and memories behind.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop table public.agent_artifacts
--   drop table public.agent_memory
--   drop table public.agent_messages
--   drop trigger public.agent_runs.trigger_check_run_completion
--   drop table public.agent_runs
--   drop function public.check_run_completion()
--   drop constraint public.agent_steps.agent_steps_run_id_fkey
--   drop trigger public.agent_steps.trigger_update_run_statistics
--   drop policy public.agent_steps."Users follow the steps of their runs"
--   drop policy public.agent_steps."Users skip steps that have not begun"
--   drop table public.agent_steps
--   drop function public.update_run_statistics()
--   drop enum public.agent_mode
--   drop enum public.agent_run_status
--   drop enum public.agent_step_status
--   drop enum public.tool_type
--   drop function public.set_updated_at()
--   drop bucket "agent-artifacts"
-- Hazards:
--   data_loss: table public.agent_artifacts
--   data_loss: table public.agent_memory
--   data_loss: table public.agent_messages
--   access_narrowed: policy public.agent_steps."Users follow the steps of their runs"
--   access_narrowed: policy public.agent_steps."Users skip steps that have not begun"
--   data_loss: table public.agent_runs
--   data_loss: table public.agent_steps
--   data_loss: bucket "agent-artifacts"
--   may_fail: bucket "agent-artifacts"

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.agent_artifacts
drop table public.agent_artifacts;

-- table public.agent_memory
drop table public.agent_memory;

-- table public.agent_messages
drop table public.agent_messages;

-- table public.agent_runs
drop trigger trigger_check_run_completion on public.agent_runs;

-- function public.check_run_completion()
drop function public.check_run_completion();

-- table public.agent_steps
alter table public.agent_steps drop constraint agent_steps_run_id_fkey;
drop trigger trigger_update_run_statistics on public.agent_steps;

-- function public.update_run_statistics()
drop function public.update_run_statistics();

-- table public.agent_steps
drop policy "Users follow the steps of their runs" on public.agent_steps;
drop policy "Users skip steps that have not begun" on public.agent_steps;

-- table public.agent_runs
drop table public.agent_runs;

-- enum public.agent_mode
drop type public.agent_mode;

-- enum public.agent_run_status
drop type public.agent_run_status;

-- table public.agent_steps
drop table public.agent_steps;

-- enum public.agent_step_status
drop type public.agent_step_status;

-- enum public.tool_type
drop type public.tool_type;

-- function public.set_updated_at()
drop function public.set_updated_at();

-- bucket "agent-artifacts"
do $$
begin
  if to_regclass('storage.buckets') is not null then
    perform set_config('storage.allow_delete_query', 'true', true);
    delete from storage.buckets where id = 'agent-artifacts';
    perform set_config('storage.allow_delete_query', 'false', true);
  else
    raise warning 'there is no storage here: bucket agent-artifacts is not dropped';
  end if;
end
$$;
