-- 20241224000001_users (down): Who uses the planner, where they are signed in, and the keys they brought along.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   drop trigger auth.users.on_auth_user_created
--   drop function private.create_profile()
--   drop schema private
--   drop table public.api_keys
--   drop table public.user_sessions
--   drop table public.profiles
--   drop function public.set_updated_at()
-- Hazards:
--   access_narrowed: schema private
--   data_loss: table public.api_keys
--   data_loss: table public.user_sessions
--   data_loss: table public.profiles

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table auth.users
drop trigger on_auth_user_created on auth.users;

-- function private.create_profile()
drop function private.create_profile();

-- schema private
drop schema private;

-- table public.api_keys
drop table public.api_keys;

-- table public.user_sessions
drop table public.user_sessions;

-- table public.profiles
drop table public.profiles;

-- function public.set_updated_at()
drop function public.set_updated_at();

commit;
