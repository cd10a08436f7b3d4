-- 001_foundation (down): What the tables share.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop function public.update_updated_at_column()
--   drop column public.users.memory_enabled
--   drop column public.users.last_active_at
--   drop constraint public.users.users_user_id_key
--   drop column public.users.user_id
-- Hazards:
--   data_loss: column public.users.memory_enabled
--   data_loss: column public.users.last_active_at
--   data_loss: column public.users.user_id

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- extension "uuid-ossp"
comment on extension "uuid-ossp" is null;

-- function public.update_updated_at_column()
drop function public.update_updated_at_column();

-- table public.users
alter table public.users drop column memory_enabled;
alter table public.users drop column last_active_at;
alter table public.users drop constraint users_user_id_key;
alter table public.users drop column user_id;

commit;
