-- 028_agent_memory (down): What agents remember, as searchable text with embeddings.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop function public.match_documents(extensions.vector, integer, jsonb, uuid)
--   drop table public.agent_memory
-- Hazards:
--   data_loss: table public.agent_memory

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- function public.match_documents(extensions.vector, integer, jsonb, uuid)
drop function public.match_documents(extensions.vector, integer, jsonb, uuid);

-- table public.agent_memory
drop table public.agent_memory;

commit;
