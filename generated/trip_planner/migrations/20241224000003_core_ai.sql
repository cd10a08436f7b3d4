-- 20241224000003_core_ai: Conversations with the assistant, what it remembers and suggests, and what it watches over.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   create function private.keep_updated_at()
--   create table public.ai_runs with 2 × index, row security, policy
--   create table public.budget_tracking with trigger, row security, 3 × policy
--   create table public.conflict_resolutions with index, trigger, row security, 2 × policy
--   create table public.conversations with index, trigger, row security, 4 × policy
--   create table public.ai_context with trigger, row security, policy
--   create table public.booking_workflows with 4 × index, trigger, row security, policy
--   create table public.messages with index, row security, 2 × policy
--   create table public.proactive_suggestions with 2 × index, trigger, row security, 3 × policy
--   create table public.user_preferences with trigger, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- function private.keep_updated_at()
create function private.keep_updated_at ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke all on routine private.keep_updated_at() from public, anon, authenticated, service_role;
comment on routine private.keep_updated_at() is 'Sets updated_at to the start of the transaction whenever a row changes.';

-- table public.ai_runs
create table public.ai_runs (
  id uuid not null,
  user_id uuid,
  agent_name text,
  input_tokens integer,
  output_tokens integer,
  duration_ms integer,
  status text,
  created_at timestamptz default now(),
  constraint ai_runs_pkey primary key (id)
);
create index ai_runs_agent_name_created_at_idx on public.ai_runs using btree (agent_name, created_at desc);
create index ai_runs_user_id_created_at_idx on public.ai_runs using btree (user_id, created_at desc);
alter table public.ai_runs enable row level security;
create policy authenticated_select_own on public.ai_runs for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.ai_runs from public, anon, authenticated, service_role;
grant select on table public.ai_runs to authenticated;
grant select, insert, update, delete on table public.ai_runs to service_role;
comment on table public.ai_runs is 'What every run of an agent took, for debugging and analytics. Columns exactly as the document shows them. Written by the server. KV: ai_run:{uuid}, index ai_runs:index:{userId}.';
comment on column public.ai_runs.agent_name is 'Such as dining-orchestrator.';
comment on column public.ai_runs.id is 'Chosen by the writer.';
comment on column public.ai_runs.status is 'Such as success. The document gives no list.';
comment on column public.ai_runs.user_id is 'For whom the agent ran. No foreign key.';
comment on index public.ai_runs_agent_name_created_at_idx is 'How an agent has been doing.';
comment on index public.ai_runs_user_id_created_at_idx is 'The runs of a user; the policy looks here too.';

-- table public.budget_tracking
create table public.budget_tracking (
  trip_id uuid not null,
  total numeric(12,2) not null,
  spent numeric(12,2) not null default 0,
  remaining numeric(12,2) generated always as (total - spent) stored,
  currency text not null default 'USD',
  breakdown jsonb not null default '{}',
  alerts jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint budget_tracking_pkey primary key (trip_id),
  constraint budget_tracking_trip_id_fkey foreign key (trip_id) references public.trips (id) on delete cascade,
  constraint budget_tracking_alerts_check check (jsonb_typeof(alerts) = 'array'),
  constraint budget_tracking_breakdown_check check (jsonb_typeof(breakdown) = 'object'),
  constraint budget_tracking_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint budget_tracking_spent_check check (spent >= 0),
  constraint budget_tracking_total_check check (total >= 0)
);
create trigger set_updated_at
  before update on public.budget_tracking
  for each row
  execute function public.set_updated_at();
alter table public.budget_tracking enable row level security;
create policy authenticated_insert_where on public.budget_tracking for insert to authenticated
  with check (trip_id in (select private.editable_trip_ids()));
create policy authenticated_select_where on public.budget_tracking for select to authenticated
  using (trip_id in (select private.accessible_trip_ids()));
create policy authenticated_update_where on public.budget_tracking for update to authenticated
  using (trip_id in (select private.editable_trip_ids()))
  with check (trip_id in (select private.editable_trip_ids()));
revoke all on table public.budget_tracking from public, anon, authenticated, service_role;
grant select, insert (breakdown, currency, total, trip_id), update (breakdown, currency, total) on table public.budget_tracking to authenticated;
grant select, insert, update, delete on table public.budget_tracking to service_role;
comment on table public.budget_tracking is 'What a trip may cost and has cost so far. The server counts what is spent and raises alerts. The document names total, spent, alerts and breakdown. KV: budget:{tripId}, with earlier alerts under budget:alerts:{tripId}.';
comment on column public.budget_tracking.alerts is 'Alerts that were raised with the oldest first. Always a JSON array.';
comment on column public.budget_tracking.breakdown is 'Amounts by category. Always a JSON object.';
comment on column public.budget_tracking.created_at is 'When the row was added.';
comment on column public.budget_tracking.currency is 'ISO 4217 code of all amounts.';
comment on column public.budget_tracking.remaining is 'What is left; below zero when too much was spent.';
comment on column public.budget_tracking.spent is 'Kept by the server.';
comment on column public.budget_tracking.total is 'The budget.';
comment on column public.budget_tracking.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.conflict_resolutions
create table public.conflict_resolutions (
  id uuid not null default gen_random_uuid(),
  trip_id uuid not null,
  conflict_type text not null,
  details jsonb not null default '{}',
  detected_at timestamptz not null default now(),
  resolution text,
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint conflict_resolutions_pkey primary key (id),
  constraint conflict_resolutions_trip_id_fkey foreign key (trip_id) references public.trips (id) on delete cascade,
  constraint conflict_resolutions_details_check check (jsonb_typeof(details) = 'object'),
  constraint conflict_resolutions_settled_whole check ((resolution is null) = (resolved_at is null))
);
create index conflict_resolutions_trip_id_detected_at_idx on public.conflict_resolutions using btree (trip_id, detected_at desc);
create trigger set_updated_at
  before update on public.conflict_resolutions
  for each row
  execute function public.set_updated_at();
alter table public.conflict_resolutions enable row level security;
create policy authenticated_select_where on public.conflict_resolutions for select to authenticated
  using (trip_id in (select private.accessible_trip_ids()));
create policy authenticated_update_where on public.conflict_resolutions for update to authenticated
  using (trip_id in (select private.editable_trip_ids()))
  with check (trip_id in (select private.editable_trip_ids()));
revoke all on table public.conflict_resolutions from public, anon, authenticated, service_role;
grant select, update (resolution, resolved_at) on table public.conflict_resolutions to authenticated;
grant select, insert, update, delete on table public.conflict_resolutions to service_role;
comment on table public.conflict_resolutions is 'Things in a trip that cannot both be, and what was done about them. Found by the server; whoever may change the trip may settle them. The document names the conflict type, the time of detection and the resolution. KV: conflict:{uuid}, index conflicts:index:{tripId}.';
comment on column public.conflict_resolutions.conflict_type is 'Such as two items at the same time. The document gives no list.';
comment on column public.conflict_resolutions.created_at is 'When the row was added.';
comment on column public.conflict_resolutions.details is 'Which items are concerned and why. Always a JSON object.';
comment on column public.conflict_resolutions.resolution is 'What was done; null while it is open.';
comment on column public.conflict_resolutions.resolved_at is 'When it was settled; null while it is open.';
comment on column public.conflict_resolutions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.conflict_resolutions_trip_id_detected_at_idx is 'The conflicts of a trip; serves the foreign key and the policies as well.';

-- table public.conversations
create table public.conversations (
  id uuid not null,
  user_id uuid,
  title text,
  agent_type text,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  constraint conversations_pkey primary key (id),
  constraint conversations_user_id_fkey foreign key (user_id) references public.profiles (id)
);

-- table public.ai_context
create table public.ai_context (
  conversation_id uuid not null,
  entities jsonb not null default '{}',
  preferences jsonb not null default '{}',
  session_data jsonb not null default '{}',
  history jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ai_context_pkey primary key (conversation_id),
  constraint ai_context_conversation_id_fkey foreign key (conversation_id) references public.conversations (id) on delete cascade,
  constraint ai_context_entities_check check (jsonb_typeof(entities) = 'object'),
  constraint ai_context_history_check check (jsonb_typeof(history) = 'array'),
  constraint ai_context_preferences_check check (jsonb_typeof(preferences) = 'object'),
  constraint ai_context_session_data_check check (jsonb_typeof(session_data) = 'object')
);
create trigger set_updated_at
  before update on public.ai_context
  for each row
  execute function public.set_updated_at();
alter table public.ai_context enable row level security;
create policy authenticated_select_via on public.ai_context for select to authenticated
  using (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
revoke all on table public.ai_context from public, anon, authenticated, service_role;
grant select on table public.ai_context to authenticated;
grant select, insert, update, delete on table public.ai_context to service_role;
comment on table public.ai_context is 'What the assistant keeps in mind during a conversation, renewed with every message. The document names entities, preferences and session data, and a history of snapshots. KV: context:{conversationId}, with the snapshots under context:history:{conversationId}.';
comment on column public.ai_context.created_at is 'When the row was added.';
comment on column public.ai_context.entities is 'Places, dates and people that were mentioned, by kind. Always a JSON object.';
comment on column public.ai_context.history is 'Earlier snapshots with the oldest first. Always a JSON array.';
comment on column public.ai_context.preferences is 'What the user seems to like in this conversation. Always a JSON object.';
comment on column public.ai_context.session_data is 'What the agents pass on to each other. Always a JSON object.';
comment on column public.ai_context.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.booking_workflows
create table public.booking_workflows (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  trip_id uuid,
  conversation_id uuid,
  current_step text not null,
  data jsonb not null default '{}',
  status text not null default 'in_progress',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint booking_workflows_pkey primary key (id),
  constraint booking_workflows_conversation_id_fkey foreign key (conversation_id) references public.conversations (id) on delete set null,
  constraint booking_workflows_trip_id_fkey foreign key (trip_id) references public.trips (id) on delete set null,
  constraint booking_workflows_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint booking_workflows_data_check check (jsonb_typeof(data) = 'object'),
  constraint booking_workflows_status_check check (status in ('in_progress', 'waiting', 'completed', 'failed', 'cancelled'))
);
create index booking_workflows_conversation_id_idx on public.booking_workflows using btree (conversation_id);
create index booking_workflows_trip_id_idx on public.booking_workflows using btree (trip_id);
create index booking_workflows_updated_at_idx on public.booking_workflows using btree (updated_at) where status in ('in_progress', 'waiting');
create index booking_workflows_user_id_created_at_idx on public.booking_workflows using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.booking_workflows
  for each row
  execute function public.set_updated_at();
alter table public.booking_workflows enable row level security;
create policy authenticated_select_own on public.booking_workflows for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.booking_workflows from public, anon, authenticated, service_role;
grant select on table public.booking_workflows to authenticated;
grant select, insert, update, delete on table public.booking_workflows to service_role;
comment on table public.booking_workflows is 'How far a booking of several steps has come. Written by the server; users follow their own. The document names current_step, data and status. KV: workflow:{uuid}, index workflows:index:{userId}.';
comment on column public.booking_workflows.conversation_id is 'Where the booking was asked for.';
comment on column public.booking_workflows.created_at is 'When the row was added.';
comment on column public.booking_workflows.data is 'What the steps have gathered. No card numbers here. Always a JSON object.';
comment on column public.booking_workflows.trip_id is 'What is booked for; null when the trip is gone or was never there.';
comment on column public.booking_workflows.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.booking_workflows_updated_at_idx is 'Bookings that got stuck.';
comment on index public.booking_workflows_user_id_created_at_idx is 'The bookings of a user; serves the foreign key and the policy as well.';

-- table public.conversations
create index conversations_user_id_updated_at_idx on public.conversations using btree (user_id, updated_at desc);
create trigger conversations_keep_updated_at
  before update on public.conversations
  for each row
  execute function private.keep_updated_at();
alter table public.conversations enable row level security;
create policy authenticated_delete_own on public.conversations for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.conversations for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.conversations for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.conversations for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.conversations from public, anon, authenticated, service_role;
grant select, insert, delete, update (agent_type, title) on table public.conversations to authenticated;
grant select, insert, update, delete on table public.conversations to service_role;
comment on table public.conversations is 'A chat with the assistant. Columns exactly as the document shows them. KV: conversation:{uuid}, index conversation:index:{userId}.';
comment on column public.conversations.agent_type is 'Which agent answers, such as local-scout. The document gives no list.';
comment on trigger conversations_keep_updated_at on public.conversations is 'Every change of the row sets updated_at.';
comment on column public.conversations.id is 'Chosen by the client.';
comment on column public.conversations.updated_at is 'Kept by the trigger.';
comment on column public.conversations.user_id is 'Whose chat it is; one without a user is seen by the server alone.';
comment on index public.conversations_user_id_updated_at_idx is 'The chats of a user with the latest first; serves the foreign key and the policies as well.';

-- table public.messages
create table public.messages (
  id uuid not null default gen_random_uuid(),
  conversation_id uuid not null,
  role text not null default user,
  content text not null,
  "timestamp" timestamptz not null default now(),
  constraint messages_pkey primary key (id),
  constraint messages_conversation_id_fkey foreign key (conversation_id) references public.conversations (id) on delete cascade,
  constraint messages_role_check check (role in ('user', 'assistant', 'system'))
);
create index messages_conversation_id_timestamp_idx on public.messages using btree (conversation_id, "timestamp");
alter table public.messages enable row level security;
create policy authenticated_insert_via on public.messages for insert to authenticated
  with check (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
create policy authenticated_select_via on public.messages for select to authenticated
  using (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
revoke all on table public.messages from public, anon, authenticated, service_role;
grant select, insert (content, conversation_id, id) on table public.messages to authenticated;
grant select, insert, update, delete on table public.messages to service_role;
comment on table public.messages is 'What was said in a conversation, by either side. The document names role, content, timestamp and conversationId. KV: message:{uuid}, index messages:index:{conversationId}.';
comment on column public.messages.role is 'Who speaks. Users speak only for themselves.';
comment on column public.messages."timestamp" is 'When it was said, under the name that the document gives it.';
comment on index public.messages_conversation_id_timestamp_idx is 'A conversation in its order; serves the foreign key and the policies as well.';

-- table public.proactive_suggestions
create table public.proactive_suggestions (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  content text not null,
  confidence numeric(3,2) not null,
  shown_at timestamptz,
  dismissed_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint proactive_suggestions_pkey primary key (id),
  constraint proactive_suggestions_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint proactive_suggestions_confidence_check check (confidence between 0 and 1)
);
create index proactive_suggestions_active_idx on public.proactive_suggestions using btree (user_id, confidence desc) where dismissed_at is null;
create index proactive_suggestions_user_id_created_at_idx on public.proactive_suggestions using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.proactive_suggestions
  for each row
  execute function public.set_updated_at();
alter table public.proactive_suggestions enable row level security;
create policy authenticated_delete_own on public.proactive_suggestions for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.proactive_suggestions for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.proactive_suggestions for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.proactive_suggestions from public, anon, authenticated, service_role;
grant select, delete, update (dismissed_at, shown_at) on table public.proactive_suggestions to authenticated;
grant select, insert, update, delete on table public.proactive_suggestions to service_role;
comment on table public.proactive_suggestions is 'What the assistant proposes without being asked. Written by the server; users mark what they saw or put away. The document names content, confidence and shown_at. KV: suggestion:{uuid}, indexes suggestions:index:{userId} and suggestions:active:{userId}.';
comment on column public.proactive_suggestions.confidence is 'How sure the assistant is that it helps.';
comment on column public.proactive_suggestions.created_at is 'When the row was added.';
comment on column public.proactive_suggestions.dismissed_at is 'When the user put it away; null while it is active.';
comment on column public.proactive_suggestions.expires_at is 'When it stops making sense; null for never.';
comment on column public.proactive_suggestions.shown_at is 'When the user saw it first; null before.';
comment on column public.proactive_suggestions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.proactive_suggestions_active_idx is 'What is still active with the best first, as suggestions:active does in the store.';
comment on index public.proactive_suggestions_user_id_created_at_idx is 'Everything ever proposed to a user.';

-- table public.user_preferences
create table public.user_preferences (
  user_id uuid not null,
  ai_settings jsonb not null default '{}',
  notification_preferences jsonb not null default '{"email": true, "push": false}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_preferences_pkey primary key (user_id),
  constraint user_preferences_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint user_preferences_ai_settings_check check (jsonb_typeof(ai_settings) = 'object'),
  constraint user_preferences_notification_preferences_check check (jsonb_typeof(notification_preferences) = 'object')
);
create trigger set_updated_at
  before update on public.user_preferences
  for each row
  execute function public.set_updated_at();
alter table public.user_preferences enable row level security;
create policy authenticated_delete_own on public.user_preferences for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.user_preferences for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.user_preferences for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.user_preferences for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.user_preferences from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.user_preferences to authenticated;
grant select, insert, update, delete on table public.user_preferences to service_role;
comment on table public.user_preferences is 'How the assistant should behave towards a user. The document names AI settings and notification preferences. KV: preferences:{userId}.';
comment on column public.user_preferences.ai_settings is 'Such as the tone or how much the assistant may do without asking. Always a JSON object.';
comment on column public.user_preferences.created_at is 'When the row was added.';
comment on column public.user_preferences.notification_preferences is 'Which notices arrive and how. Always a JSON object.';
comment on column public.user_preferences.updated_at is 'When the row was last changed, kept by a trigger.';

commit;
