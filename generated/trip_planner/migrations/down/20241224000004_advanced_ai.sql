-- 20241224000004_advanced_ai (down): Semantic search, cached web pages and automation.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   drop function public.match_embeddings(extensions.vector, text, integer)
--   drop table public.embeddings
--   drop table public.automation_logs
--   drop table public.automation_jobs
--   drop table public.automation_rules
--   drop table public.web_sources
-- Hazards:
--   data_loss: table public.embeddings
--   data_loss: table public.automation_logs
--   data_loss: table public.automation_jobs
--   data_loss: table public.automation_rules
--   data_loss: table public.web_sources

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension vector
comment on extension vector is null;

-- function public.match_embeddings(extensions.vector, text, integer)
drop function public.match_embeddings(extensions.vector, text, integer);

-- table public.embeddings
drop table public.embeddings;

-- table public.automation_logs
drop table public.automation_logs;

-- table public.automation_jobs
drop table public.automation_jobs;

-- table public.automation_rules
drop table public.automation_rules;

-- table public.web_sources
drop table public.web_sources;

commit;
