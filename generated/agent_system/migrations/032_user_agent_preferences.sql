-- 032_user_agent_preferences: What each user allows, and defaults for new users.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.user_agent_preferences with trigger, row security, policy
--   create function public.create_default_agent_preferences()
--   create trigger auth.users.on_auth_user_created_agent_prefs
--   create script backfill_agent_preferences

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.user_agent_preferences
create table public.user_agent_preferences (
  user_id uuid not null,
  enabled_agents text[] not null default array['booking', 'session', 'insights', 'followup']::text[],
  notification_frequency text not null default 'normal',
  quiet_hours jsonb not null default '{"start": "22:00", "end": "08:00"}',
  data_sharing_consent boolean not null default true,
  transparency_level text not null default 'detailed',
  classic_mode boolean not null default false,
  onboarding_completed boolean not null default false,
  language_preference text not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_agent_preferences_pkey primary key (user_id),
  constraint user_agent_preferences_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint user_agent_preferences_enabled_agents_check check (enabled_agents <@ array['booking', 'session', 'insights', 'followup', 'general']::text[]),
  constraint user_agent_preferences_language_preference_check check (language_preference in ('en', 'hi', 'hinglish')),
  constraint user_agent_preferences_notification_frequency_check check (notification_frequency in ('minimal', 'reduced', 'normal')),
  constraint user_agent_preferences_quiet_hours_check check (coalesce(quiet_hours ->> 'start' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)
and coalesce(quiet_hours ->> 'end' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$', false)),
  constraint user_agent_preferences_transparency_level_check check (transparency_level in ('simple', 'detailed', 'technical'))
);

-- function public.create_default_agent_preferences()
create function public.create_default_agent_preferences ()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.user_agent_preferences (user_id) values (new.id)
  on conflict (user_id) do nothing;
  return new;
end;
$$;
revoke all on routine public.create_default_agent_preferences() from public, anon, authenticated, service_role;
comment on routine public.create_default_agent_preferences() is 'Gives a new user default preferences. Runs with the rights of its owner, as the role that signs users up has none on the table.';

-- table auth.users
create trigger on_auth_user_created_agent_prefs
  after insert on auth.users
  for each row
  execute function public.create_default_agent_preferences();
comment on trigger on_auth_user_created_agent_prefs on auth.users is 'Every new user gets a row of preferences. If this fails the sign-up fails.';

-- table public.user_agent_preferences
create trigger update_user_agent_preferences_updated_at
  before update on public.user_agent_preferences
  for each row
  execute function public.update_updated_at_column();
alter table public.user_agent_preferences enable row level security;
create policy "Users can manage own preferences" on public.user_agent_preferences for all to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.user_agent_preferences from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.user_agent_preferences to authenticated;
grant select, insert, update, delete on table public.user_agent_preferences to service_role;
comment on table public.user_agent_preferences is 'What one user allows the agents to do. Every user has a row: new users by a trigger on auth.users, those from before by a backfill. Users manage their own row.';
comment on policy "Users can manage own preferences" on public.user_agent_preferences is 'A signed-in user may read, create, change and delete the row that carries their id, and no other.';
comment on column public.user_agent_preferences.classic_mode is 'True: the app without agents.';
comment on column public.user_agent_preferences.data_sharing_consent is 'Whether agents may use the user''s data beyond the chat. The document presumes consent; whether that is lawful is for the operator to decide.';
comment on column public.user_agent_preferences.enabled_agents is 'The kinds of agents that may act for the user.';
comment on column public.user_agent_preferences.quiet_hours is 'When agents keep silent: start and end as HH:MM in the user''s time zone, over midnight if end comes first. Start equal to end: never.';
comment on column public.user_agent_preferences.transparency_level is 'How much an agent explains of what it does.';
comment on trigger update_user_agent_preferences_updated_at on public.user_agent_preferences is 'Keeps updated_at true.';
comment on column public.user_agent_preferences.updated_at is 'Kept by a trigger.';

-- script backfill_agent_preferences
-- Gives default preferences to the users who signed up before the trigger existed. May be run again at any time.
insert into public.user_agent_preferences (user_id)
select id from auth.users
on conflict (user_id) do nothing;

commit;
