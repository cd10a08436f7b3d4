-- 033_feature_flags (down): Gradual rollout of the agents.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.feature_flags
--   drop function public.is_feature_enabled(text, uuid)
-- Hazards:
--   data_loss: table public.feature_flags

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.feature_flags
drop table public.feature_flags;

-- function public.is_feature_enabled(text, uuid)
drop function public.is_feature_enabled(text, uuid);

commit;
