-- 20260113000005_scheduled_tasks_schema (down): Layer 4, tasks that start runs by cron expression, at an interval or once.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop table public.scheduled_task_runs
--   drop function public.update_scheduled_task_stats()
--   drop function public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz)
--   drop function private.cron_values(text, integer, integer, text[])
--   drop table public.scheduled_tasks
-- Hazards:
--   data_loss: table public.scheduled_task_runs
--   data_loss: table public.scheduled_tasks

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.scheduled_task_runs
drop table public.scheduled_task_runs;

-- function public.update_scheduled_task_stats()
drop function public.update_scheduled_task_stats();

-- function public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz)
drop function public.calculate_next_run(text, text, integer, timestamptz, text, timestamptz);

-- function private.cron_values(text, integer, integer, text[])
drop function private.cron_values(text, integer, integer, text[]);

-- table public.scheduled_tasks
drop table public.scheduled_tasks;
