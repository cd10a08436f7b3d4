-- 20241224000001_users: Who uses the planner, where they are signed in, and the keys they brought along.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   create schema private
--   create function public.set_updated_at()
--   create table public.profiles with trigger, row security, 2 × policy
--   create function private.create_profile()
--   create trigger auth.users.on_auth_user_created
--   create table public.api_keys with trigger, row security, 2 × policy
--   create table public.user_sessions with 2 × index, trigger, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- schema private
create schema private;
grant usage on schema private to authenticated;
comment on schema private is 'Helpers that no API request can name. Policies and triggers use them.';

-- function public.set_updated_at()
create function public.set_updated_at ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke all on routine public.set_updated_at() from public, anon, authenticated, service_role;
comment on routine public.set_updated_at() is 'Keeps updated_at true, whatever a statement writes into it.';

-- table public.profiles
create table public.profiles (
  id uuid not null,
  display_name text,
  avatar_url text,
  home_city text,
  home_currency text not null default 'USD',
  time_zone text not null default 'UTC',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint profiles_pkey primary key (id),
  constraint profiles_id_fkey foreign key (id) references auth.users (id) on delete cascade,
  constraint profiles_display_name_check check (char_length(display_name) between 1 and 100),
  constraint profiles_home_currency_check check (home_currency ~ '^[A-Z]{3}$')
);

-- function private.create_profile()
create function private.create_profile ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.profiles (id) values (new.id) on conflict (id) do nothing;
  return new;
end;
$$;
revoke all on routine private.create_profile() from public, anon, authenticated, service_role;
comment on routine private.create_profile() is 'Gives every new account a profile. It runs with the rights of its owner because the Auth service, which inserts the account, may not write to our tables.';

-- table auth.users
create trigger on_auth_user_created
  after insert on auth.users
  for each row
  execute function private.create_profile();
comment on trigger on_auth_user_created on auth.users is 'Calls create_profile() for each sign-up.';

-- table public.api_keys
create table public.api_keys (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  provider text not null,
  label text,
  encrypted_key bytea not null,
  key_hash bytea not null,
  key_hint text,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint api_keys_pkey primary key (id),
  constraint api_keys_user_id_key_hash_key unique (user_id, key_hash),
  constraint api_keys_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint api_keys_key_hash_check check (octet_length(key_hash) = 32),
  constraint api_keys_key_hint_check check (char_length(key_hint) <= 4)
);
create trigger set_updated_at
  before update on public.api_keys
  for each row
  execute function public.set_updated_at();
alter table public.api_keys enable row level security;
create policy authenticated_delete_own on public.api_keys for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.api_keys for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.api_keys from public, anon, authenticated, service_role;
grant delete, select (created_at, id, key_hint, label, last_used_at, provider, revoked_at, updated_at, user_id) on table public.api_keys to authenticated;
grant select, insert, update, delete on table public.api_keys to service_role;
comment on table public.api_keys is 'Keys to other services that users brought along. The server encrypts them before they get here; users can see that a key exists and remove it, and can never read it back. The document names this table and that it is encrypted. KV: apikey:{userId}, which leaves room for one key a user only.';
comment on column public.api_keys.created_at is 'When the row was added.';
comment on column public.api_keys.encrypted_key is 'The key as the server encrypted it. The database never holds what it takes to decrypt it.';
comment on column public.api_keys.key_hash is 'Keyed SHA-256 of the key. Tells a key that is already there without decrypting any.';
comment on column public.api_keys.key_hint is 'The last characters of the key to recognise it by.';
comment on column public.api_keys.label is 'What the user calls the key.';
comment on column public.api_keys.provider is 'The service the key opens.';
comment on column public.api_keys.revoked_at is 'Not to be used any more since then.';
comment on column public.api_keys.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.profiles
create trigger set_updated_at
  before update on public.profiles
  for each row
  execute function public.set_updated_at();
alter table public.profiles enable row level security;
create policy authenticated_select_own on public.profiles for select to authenticated
  using ((select auth.uid()) = id);
create policy authenticated_update_own on public.profiles for update to authenticated
  using ((select auth.uid()) = id)
  with check ((select auth.uid()) = id);
revoke all on table public.profiles from public, anon, authenticated, service_role;
grant select, update (avatar_url, display_name, home_city, home_currency, time_zone) on table public.profiles to authenticated;
grant select, insert, update, delete on table public.profiles to service_role;
comment on table public.profiles is 'A user as the planner knows them. The document names this table and that conversations.user_id points to its id; the other columns are ours. Made by create_profile() when somebody signs up, and gone when the account is deleted. KV: profile:{userId}.';
comment on column public.profiles.created_at is 'When the row was added.';
comment on column public.profiles.home_city is 'Where trips start unless the user says otherwise.';
comment on column public.profiles.home_currency is 'ISO 4217 code.';
comment on column public.profiles.id is 'The id of the user in auth.users.';
comment on column public.profiles.time_zone is 'Name of a time zone in the IANA database.';
comment on column public.profiles.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.user_sessions
create table public.user_sessions (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  device_label text,
  state jsonb not null default '{}',
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null default (now() + interval '30 days'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_sessions_pkey primary key (id),
  constraint user_sessions_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint user_sessions_state_check check (jsonb_typeof(state) = 'object')
);
create index user_sessions_expires_at_idx on public.user_sessions using btree (expires_at);
create index user_sessions_user_id_last_seen_at_idx on public.user_sessions using btree (user_id, last_seen_at desc);
create trigger set_updated_at
  before update on public.user_sessions
  for each row
  execute function public.set_updated_at();
alter table public.user_sessions enable row level security;
create policy authenticated_delete_own on public.user_sessions for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.user_sessions for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.user_sessions for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.user_sessions for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.user_sessions from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.user_sessions to authenticated;
grant select, insert, update, delete on table public.user_sessions to service_role;
comment on table public.user_sessions is 'What a device keeps between visits, such as an open draft, backed up from its local storage. Signing in is the business of Supabase Auth. The document names this table only. KV: localStorage with a backup in the store, for which no key is given.';
comment on column public.user_sessions.created_at is 'When the row was added.';
comment on column public.user_sessions.device_label is 'How the user would recognise the device.';
comment on column public.user_sessions.expires_at is 'After this the session no longer counts as active.';
comment on column public.user_sessions.state is 'The backed up local storage by key. Always a JSON object.';
comment on column public.user_sessions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.user_sessions_user_id_last_seen_at_idx is 'The sessions of a user with the latest first.';

commit;
