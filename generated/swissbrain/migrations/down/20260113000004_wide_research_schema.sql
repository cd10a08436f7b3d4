-- 20260113000004_wide_research_schema (down): Layer 4, wide research. One question asked of 50 to 250 and more items at once, each by an agent of its own.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop trigger public.wide_research_subtasks.trigger_update_wide_research_progress
--   drop table public.wide_research_subtasks
--   drop function public.update_wide_research_progress()
--   drop table public.wide_research_jobs
--   drop function public.check_wide_research_completion()
--   drop table public.wide_research_templates
-- Hazards:
--   data_loss: table public.wide_research_subtasks
--   data_loss: table public.wide_research_jobs
--   data_loss: table public.wide_research_templates

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.wide_research_subtasks
drop trigger trigger_update_wide_research_progress on public.wide_research_subtasks;

-- function public.update_wide_research_progress()
drop function public.update_wide_research_progress();

-- table public.wide_research_subtasks
drop table public.wide_research_subtasks;

-- table public.wide_research_jobs
drop table public.wide_research_jobs;

-- function public.check_wide_research_completion()
drop function public.check_wide_research_completion();

-- table public.wide_research_templates
drop table public.wide_research_templates;
