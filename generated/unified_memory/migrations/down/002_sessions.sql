-- 002_sessions (down): Who talks to which agent.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop function public.close_session(uuid, text)
--   drop function public.get_active_session(uuid, text)
--   drop table public.sessions
-- Hazards:
--   data_loss: table public.sessions

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.close_session(uuid, text)
drop function public.close_session(uuid, text);

-- function public.get_active_session(uuid, text)
drop function public.get_active_session(uuid, text);

-- table public.sessions
drop table public.sessions;

commit;
