-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.touch()
--   create trigger auth.users.on_auth_user_created
--   create column public.profiles.nickname
--   create column public.profiles.team_id
--   create column public.profiles.level
--   create constraint public.profiles.name_there
--   create constraint public.profiles.profiles_level_check
--   create constraint public.profiles.profiles_level_key
--   create constraint public.profiles.profiles_name_key
--   create index public.profiles_lower_idx
--   create index public.profiles_team_id_idx
--   create trigger public.profiles.touch
--   create policy public.profiles."Read own"
--   create publication membership public.profiles.supabase_realtime
--   create constraint public.profiles.profiles_team_id_fkey
--   create table public.teams with row security
-- Hazards:
--   table_scan: constraint public.profiles.name_there
--   may_fail: constraint public.profiles.name_there
--   table_scan: constraint public.profiles.profiles_level_check
--   may_fail: constraint public.profiles.profiles_level_check
--   table_scan: constraint public.profiles.profiles_level_key
--   may_fail: constraint public.profiles.profiles_level_key
--   table_scan: constraint public.profiles.profiles_name_key
--   may_fail: constraint public.profiles.profiles_name_key
--   table_scan: index public.profiles_lower_idx
--   table_scan: index public.profiles_team_id_idx
--   access_widened: policy public.profiles."Read own"
--   table_scan: constraint public.profiles.profiles_team_id_fkey
--   may_fail: constraint public.profiles.profiles_team_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.touch()
create function public.touch ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin return new; end;
$$;
revoke all on routine public.touch() from public, anon, authenticated, service_role;

-- table auth.users
create trigger on_auth_user_created
  after insert on auth.users
  for each row
  when (new.email is not null)
  execute function public.touch();

-- table public.profiles
alter table public.profiles add column if not exists nickname text default 'someone';
alter table public.profiles add column if not exists team_id integer;
alter table public.profiles add column if not exists level integer not null default 1;
alter table public.profiles add constraint name_there check (length(name) > 0);
alter table public.profiles add constraint profiles_level_check check (level in (1, 2));
alter table public.profiles add constraint profiles_level_key unique (level);
alter table public.profiles add constraint profiles_name_key unique (name);
create index profiles_lower_idx on public.profiles using btree ((lower(nickname))) where level > 1;
create index profiles_team_id_idx on public.profiles using btree (team_id);
create trigger touch
  before update on public.profiles
  for each row
  execute function public.touch();
create policy "Read own" on public.profiles for select to authenticated
  using ((select auth.uid()) = id);
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table only public.profiles;
  else
    raise warning 'publication % does not exist here: skipped', 'supabase_realtime';
  end if;
end
$$;
comment on column public.profiles.nickname is 'What it''s called.';

-- table public.teams
create table public.teams (
  id integer not null,
  constraint teams_pkey primary key (id)
);

-- table public.profiles
alter table public.profiles add constraint profiles_team_id_fkey foreign key (team_id) references public.teams (id) on delete set null;

-- table public.teams
alter table public.teams enable row level security;
revoke all on table public.teams from public, anon, authenticated, service_role;

commit;
