-- 033_feature_flags: Gradual rollout of the agents.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.feature_flags with 2 × index, trigger, row security, policy, seed rows
--   create function public.is_feature_enabled(text, uuid)

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.feature_flags
create table public.feature_flags (
  id uuid not null default gen_random_uuid(),
  name text not null,
  description text,
  enabled boolean not null default false,
  rollout_percentage integer not null default 0,
  target_users uuid[] not null default '{}',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint feature_flags_pkey primary key (id),
  constraint feature_flags_name_key unique (name),
  constraint feature_flags_rollout_percentage_check check (rollout_percentage >= 0 and rollout_percentage <= 100)
);

-- function public.is_feature_enabled(text, uuid)
create function public.is_feature_enabled (flag_name text, check_user_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  flag record;
  user_hash bigint;
begin
  if check_user_id is null then return false; end if;
  -- The server is not signed in as a user: auth.uid() is null and this does not apply.
  if auth.uid() <> check_user_id then return false; end if;

  select f.enabled, f.rollout_percentage, f.target_users into flag
  from public.feature_flags f
  where f.name = flag_name;

  if not found or not flag.enabled then return false; end if;
  if check_user_id = any (flag.target_users) then return true; end if;
  if flag.rollout_percentage >= 100 then return true; end if;
  if flag.rollout_percentage <= 0 then return false; end if;

  user_hash := ('x' || substr(md5(check_user_id::text), 1, 8))::bit(32)::integer;
  return abs(user_hash) % 100 < flag.rollout_percentage;
end;
$$;
revoke all on routine public.is_feature_enabled(text, uuid) from public, anon, authenticated, service_role;
grant execute on routine public.is_feature_enabled(text, uuid) to authenticated;
grant execute on routine public.is_feature_enabled(text, uuid) to service_role;
comment on routine public.is_feature_enabled(text, uuid) is 'Whether a flag is on for a user: the flag is enabled, and the user is a target or falls into the rollout percentage. False for an unknown flag, for no user, and when a signed-in user asks about another. A user''s percentile is a hash of the id: it never changes and is the same for every flag, so whoever has a flag at 10% keeps it at 50%.';

-- table public.feature_flags
create index idx_feature_flags_enabled on public.feature_flags using btree (enabled);
create index idx_feature_flags_name on public.feature_flags using btree (name);
create trigger update_feature_flags_updated_at
  before update on public.feature_flags
  for each row
  execute function public.update_updated_at_column();
alter table public.feature_flags enable row level security;
create policy "Users can view own flags" on public.feature_flags for select to authenticated
  using (public.is_feature_enabled(name, (select auth.uid())));
revoke all on table public.feature_flags from public, anon, authenticated, service_role;
grant select (description, enabled, id, metadata, name) on table public.feature_flags to authenticated;
grant select, insert, update, delete on table public.feature_flags to service_role;
comment on table public.feature_flags is 'Switches for gradual rollout. Ask is_feature_enabled() whether a flag is on for a user. Signed-in users see the flags that are on for them; only the server changes flags.';
comment on policy "Users can view own flags" on public.feature_flags is 'A signed-in user sees the flags that are on for them. There is no policy to write, so only the server does.';
comment on column public.feature_flags.enabled is 'The main switch: false is off for everybody.';
comment on column public.feature_flags.rollout_percentage is 'Share of users for whom an enabled flag is on. The same users come first for every flag.';
comment on column public.feature_flags.target_users is 'Users for whom an enabled flag is on whatever the percentage. Hidden from users.';
comment on trigger update_feature_flags_updated_at on public.feature_flags is 'Keeps updated_at true.';
comment on column public.feature_flags.updated_at is 'Kept by a trigger.';
comment on index public.idx_feature_flags_name is 'Repeats the unique index feature_flags_name_key. Kept because the document lists it; it may be dropped.';
insert into public.feature_flags (name, description, enabled, rollout_percentage)
values
  ('ai_alpha_users', 'Alpha rollout (10% users)', false, 10),
  ('ai_beta_users', 'Beta rollout (50% users)', false, 50),
  ('ai_ga_enabled', 'General availability (100% users)', false, 100),
  ('booking_agent_enabled', 'Enable BookingAgent', false, 0),
  ('session_agent_enabled', 'Enable SessionAgent', false, 0),
  ('insights_agent_enabled', 'Enable InsightsAgent', false, 0),
  ('followup_agent_enabled', 'Enable FollowupAgent', false, 0)
on conflict (name) do nothing;

commit;
