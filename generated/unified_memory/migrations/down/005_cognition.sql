-- 005_cognition (down): Goals, beliefs and metrics.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop table public.belief_graphs
--   drop table public.cognitive_metrics
--   drop table public.goal_assessments
-- Hazards:
--   data_loss: table public.belief_graphs
--   data_loss: table public.cognitive_metrics
--   data_loss: table public.goal_assessments

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.belief_graphs
drop table public.belief_graphs;

-- table public.cognitive_metrics
drop table public.cognitive_metrics;

-- table public.goal_assessments
drop table public.goal_assessments;

commit;
