-- 027_agent_conversations (down): The chats between users and agents.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop table public.agent_conversations
--   drop function public.update_updated_at_column()
-- Hazards:
--   data_loss: table public.agent_conversations

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_conversations
drop table public.agent_conversations;

-- function public.update_updated_at_column()
drop function public.update_updated_at_column();

commit;
