-- 001_foundation: What the tables share.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create extension "uuid-ossp"
--   create function public.update_updated_at_column()
--   create column public.users.user_id
--   create column public.users.memory_enabled
--   create column public.users.last_active_at
--   create constraint public.users.users_user_id_key
-- Hazards:
--   table_scan: constraint public.users.users_user_id_key
--   may_fail: constraint public.users.users_user_id_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- extension "uuid-ossp"
create extension if not exists "uuid-ossp" with schema public;
comment on extension "uuid-ossp" is 'For uuid_generate_v4(), the default of every id. Other tables may come to use it too, so look before dropping it.';

-- function public.update_updated_at_column()
create function public.update_updated_at_column ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke all on routine public.update_updated_at_column() from public;
comment on routine public.update_updated_at_column() is 'Sets updated_at to the time of the transaction, whatever the statement wrote there. For BEFORE UPDATE triggers.';

-- table public.users
alter table public.users add column if not exists user_id uuid not null default public.uuid_generate_v4();
alter table public.users add column if not exists memory_enabled boolean not null default true;
alter table public.users add column if not exists last_active_at timestamptz;
alter table public.users add constraint users_user_id_key unique (user_id);
comment on column public.users.last_active_at is 'When the user last talked to an agent. Null until then.';
comment on column public.users.memory_enabled is 'False: agents must not keep memory of this user.';
comment on column public.users.user_id is 'Who the user is to the memory system. All seven tables refer to this and not to users.id, so the type of id, which is Alembic''s affair, does not matter. Adding it writes the table once, as every existing user gets a value of their own.';

commit;
