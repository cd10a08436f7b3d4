-- 032_user_agent_preferences (down): What each user allows, and defaults for new users.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   drop trigger auth.users.on_auth_user_created_agent_prefs
--   drop script backfill_agent_preferences
--   drop function public.create_default_agent_preferences()
--   drop table public.user_agent_preferences
-- Hazards:
--   data_loss: script backfill_agent_preferences
--   data_loss: table public.user_agent_preferences

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table auth.users
drop trigger on_auth_user_created_agent_prefs on auth.users;

-- script backfill_agent_preferences
-- Gives default preferences to the users who signed up before the trigger existed. May be run again at any time.
-- Nothing to undo: the rows go with the table, and what users have set since must not go before it.
select 1;

-- function public.create_default_agent_preferences()
drop function public.create_default_agent_preferences();

-- table public.user_agent_preferences
drop table public.user_agent_preferences;

commit;
