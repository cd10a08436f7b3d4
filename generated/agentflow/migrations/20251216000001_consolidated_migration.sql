-- 20251216000001_consolidated_migration: The whole schema in one file, as the migration guide asks for it.
-- Project agentflow. Written by schemac: change the YAML, not this file.
--   create schema analytics
--   create extension pgcrypto
--   create extension "uuid-ossp"
--   create enum public.lead_status
--   create function public.set_updated_at()
--   create table public.conversations with 5 × index, trigger, row security, 3 × policy
--   create table public.leads with 6 × index, trigger, row security, 5 × policy
--   create table public.messages with 4 × index, trigger, row security, 3 × policy
--   create table public.shared_memory with 4 × index, trigger, row security, 2 × policy
--   create table public.workflow_executions with 7 × index, trigger, row security, 2 × policy
--   create table public.agent_messages with 5 × index, trigger, row security, 2 × policy
--   create view public.conversation_activity
--   create view public.lead_funnel
--   create view public.workflow_performance
--   create materialized view analytics.agent_daily_totals with index

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- schema analytics
create schema analytics;
grant usage on schema analytics to service_role;
comment on schema analytics is 'Stored totals. They hold the rows of all users and cannot have row security, so no API request reaches this schema.';

-- extension pgcrypto
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
comment on extension pgcrypto is 'Hashing and encryption for backend code. The document asks for it; no column of ours depends on it.';

-- extension "uuid-ossp"
create schema if not exists extensions;
create extension if not exists "uuid-ossp" with schema extensions;
comment on extension "uuid-ossp" is 'Older ways to make UUIDs. The document asks for it; our own defaults use the built-in gen_random_uuid().';

-- enum public.lead_status
create type public.lead_status as enum ('new', 'contacted', 'qualified', 'proposal', 'won', 'lost');
comment on type public.lead_status is 'How far a lead has come. The document names this type without giving values, so the list is ours.';

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

-- table public.conversations
create table public.conversations (
  id uuid not null default gen_random_uuid(),
  conversation_id text not null,
  user_id uuid,
  session_id text,
  role text not null,
  content text not null,
  status text not null default 'active',
  channel text not null default 'web',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint conversations_pkey primary key (id),
  constraint conversations_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint conversations_channel_check check (channel in ('web', 'mobile', 'api')),
  constraint conversations_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint conversations_role_check check (role in ('user', 'assistant', 'system')),
  constraint conversations_status_check check (status in ('active', 'inactive', 'pending', 'completed', 'failed', 'cancelled'))
);
create index conversations_conversation_id_created_at_idx on public.conversations using btree (conversation_id, created_at);
create index conversations_metadata_idx on public.conversations using gin (metadata);
create index conversations_session_id_idx on public.conversations using btree (session_id) where session_id is not null;
create index conversations_status_created_at_idx on public.conversations using btree (status, created_at desc);
create index conversations_user_id_created_at_idx on public.conversations using btree (user_id, created_at desc);
create trigger set_updated_at
  before update on public.conversations
  for each row
  execute function public.set_updated_at();
alter table public.conversations enable row level security;
create policy "Users delete their own conversations and admins all" on public.conversations for delete to authenticated
  using ((user_id = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own conversations and admins all" on public.conversations for select to authenticated
  using ((user_id = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users update their own conversations and admins all" on public.conversations for update to authenticated
  using (user_id = (select auth.uid()) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin')
  with check (user_id = (select auth.uid()) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
revoke all on table public.conversations from public, anon, authenticated, service_role;
grant select, delete, update (status) on table public.conversations to authenticated;
grant select, insert, update, delete on table public.conversations to service_role;
comment on table public.conversations is 'One line of a chat each, with who said it. Rows of the same chat share conversation_id. Users cannot insert: since conversation_id is a free text, whoever could write a row with the id of a foreign chat would thereby own that chat.';
comment on policy "Users delete their own conversations and admins all" on public.conversations is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users read their own conversations and admins all" on public.conversations is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on policy "Users update their own conversations and admins all" on public.conversations is 'The column grant leaves only the status to change.';
comment on column public.conversations.channel is 'Where the line came in.';
comment on column public.conversations.content is 'What was said.';
comment on column public.conversations.conversation_id is 'The chat. Messages, workflows and shared memory carry the same text, without a foreign key.';
comment on column public.conversations.created_at is 'When the row was added.';
comment on column public.conversations.metadata is 'Further facts by key. Always a JSON object.';
comment on column public.conversations.role is 'Who speaks.';
comment on column public.conversations.session_id is 'The browser or device session in which the line was said.';
comment on column public.conversations.status is 'The only column that users may change, to close or reopen a chat.';
comment on column public.conversations.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.conversations.user_id is 'Who owns the chat; null for a visitor who is not signed in. What a user said goes when the profile goes.';
comment on index public.conversations_conversation_id_created_at_idx is 'A chat in the order in which it was said.';
comment on index public.conversations_status_created_at_idx is 'Open or failed chats, the latest first.';
comment on index public.conversations_user_id_created_at_idx is 'The latest of a user; serves the foreign key and the policies as well.';

-- table public.leads
create table public.leads (
  id uuid not null default gen_random_uuid(),
  name text not null,
  email text,
  phone text,
  company text,
  status public.lead_status not null default 'new',
  lead_score integer not null default 0,
  services_interested text[] not null default '{}',
  budget_range text,
  timeline text,
  source text,
  notes text,
  assigned_to uuid,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint leads_pkey primary key (id),
  constraint leads_assigned_to_fkey foreign key (assigned_to) references public.profiles (id) on delete set null,
  constraint leads_contact_size check (char_length(name) <= 200 and char_length(email) <= 320 and char_length(phone) <= 50 and char_length(company) <= 200 and char_length(budget_range) <= 200 and char_length(timeline) <= 200 and char_length(source) <= 200 and cardinality(services_interested) <= 50),
  constraint leads_email_shape check (position('@' in email) > 1),
  constraint leads_lead_score_check check (lead_score between 0 and 100),
  constraint leads_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint leads_reachable check (email is not null or phone is not null)
);
create index leads_assigned_to_status_idx on public.leads using btree (assigned_to, status);
create index leads_created_at_idx on public.leads using btree (created_at desc);
create index leads_lower_idx on public.leads using btree ((lower(email)));
create index leads_metadata_idx on public.leads using gin (metadata);
create index leads_services_interested_idx on public.leads using gin (services_interested);
create index leads_status_lead_score_idx on public.leads using btree (status, lead_score desc);
create trigger set_updated_at
  before update on public.leads
  for each row
  execute function public.set_updated_at();
alter table public.leads enable row level security;
create policy "Sales people update their own leads and admins all" on public.leads for update to authenticated
  using (assigned_to = (select auth.uid()) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin')
  with check (assigned_to = (select auth.uid()) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users delete their own leads and admins all" on public.leads for delete to authenticated
  using ((false) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users leave their contact details and admins add any lead" on public.leads for insert to authenticated
  with check ((status = 'new' and lead_score = 0 and assigned_to is null and notes is null and metadata = '{}') or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own leads and admins all" on public.leads for select to authenticated
  using ((assigned_to = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Visitors leave their contact details" on public.leads for insert to anon
  with check (status = 'new' and lead_score = 0 and assigned_to is null and notes is null and metadata = '{}');
revoke all on table public.leads from public, anon, authenticated, service_role;
grant insert (budget_range, company, email, name, phone, services_interested, source, timeline) on table public.leads to anon;
grant select, insert, delete, update (assigned_to, budget_range, company, email, lead_score, metadata, name, notes, phone, services_interested, source, status, timeline) on table public.leads to authenticated;
grant select, insert, update, delete on table public.leads to service_role;
comment on table public.leads is 'People who may become customers. Visitors who are not signed in may add themselves with their contact details and can read nothing back, so a request has to ask for a minimal response. Sales people see the leads assigned to them, admins see all.';
comment on policy "Sales people update their own leads and admins all" on public.leads is 'Only admins can hand a lead to somebody else, because the row has to stay with whoever changes it.';
comment on policy "Users delete their own leads and admins all" on public.leads is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users leave their contact details and admins add any lead" on public.leads is 'A signed-in user fills in the same form as a visitor. Only admins may rate or assign a lead while adding it.';
comment on policy "Users read their own leads and admins all" on public.leads is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on policy "Visitors leave their contact details" on public.leads is 'The column grant already keeps visitors from setting anything but contact details. The condition says the same once more, in case a grant is ever widened.';
comment on column public.leads.assigned_to is 'The sales person in charge.';
comment on column public.leads.budget_range is 'In the words of the form.';
comment on column public.leads.created_at is 'When the row was added.';
comment on column public.leads.email is 'Kept as it was typed.';
comment on column public.leads.lead_score is 'How promising the lead is, from 0 to 100. Zero also means not yet rated.';
comment on column public.leads.metadata is 'Further facts by key. Always a JSON object.';
comment on column public.leads.notes is 'Notes of the sales people. Visitors cannot write here.';
comment on column public.leads.phone is 'Kept as it was typed.';
comment on column public.leads.services_interested is 'What the lead asked about.';
comment on column public.leads.source is 'Where the lead came from, such as a page or a campaign.';
comment on column public.leads.timeline is 'When the work should start or be done.';
comment on column public.leads.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.leads_assigned_to_status_idx is 'The open leads of a sales person; serves the foreign key and the policies as well.';
comment on index public.leads_lower_idx is 'Finds a lead by address however it was typed.';
comment on index public.leads_services_interested_idx is 'Who asked for a service.';
comment on index public.leads_status_lead_score_idx is 'The most promising leads of a stage.';

-- table public.messages
create table public.messages (
  id uuid not null default gen_random_uuid(),
  conversation_id text not null,
  parent_message_id uuid,
  sender_type text not null,
  sender_id text,
  content text not null,
  message_type text not null default 'text',
  status text not null default 'sent',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint messages_pkey primary key (id),
  constraint messages_parent_message_id_fkey foreign key (parent_message_id) references public.messages (id) on delete set null,
  constraint messages_message_type_check check (message_type in ('text', 'image', 'file', 'system')),
  constraint messages_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint messages_not_own_parent check (parent_message_id <> id),
  constraint messages_sender_type_check check (sender_type in ('user', 'assistant', 'system', 'agent')),
  constraint messages_status_check check (status in ('sent', 'delivered', 'read', 'failed'))
);
create index messages_conversation_id_created_at_idx on public.messages using btree (conversation_id, created_at);
create index messages_metadata_idx on public.messages using gin (metadata);
create index messages_parent_message_id_idx on public.messages using btree (parent_message_id);
create index messages_sender_type_sender_id_idx on public.messages using btree (sender_type, sender_id);
create trigger set_updated_at
  before update on public.messages
  for each row
  execute function public.set_updated_at();
alter table public.messages enable row level security;
create policy "Users delete their own messages and admins all" on public.messages for delete to authenticated
  using ((false) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own messages and admins all" on public.messages for select to authenticated
  using ((conversation_id in (select c.conversation_id from public.conversations c where c.user_id = (select auth.uid()))) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users update messages in their own conversations and admins all" on public.messages for update to authenticated
  using (conversation_id in (select c.conversation_id from public.conversations c where c.user_id = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin')
  with check (conversation_id in (select c.conversation_id from public.conversations c where c.user_id = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
revoke all on table public.messages from public, anon, authenticated, service_role;
grant select, delete, update (status) on table public.messages to authenticated;
grant select, insert, update, delete on table public.messages to service_role;
comment on table public.messages is 'Threaded messages of a conversation, from users, assistants, the system or single agents. Who may read them follows from the rows that conversations holds under the same conversation_id. Written by the backend.';
comment on policy "Users delete their own messages and admins all" on public.messages is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users read their own messages and admins all" on public.messages is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on policy "Users update messages in their own conversations and admins all" on public.messages is 'The column grant leaves only the status to change.';
comment on column public.messages.content is 'The text, or the address of an image or file.';
comment on column public.messages.conversation_id is 'The chat, as in conversations.conversation_id. No foreign key.';
comment on column public.messages.created_at is 'When the row was added.';
comment on column public.messages.metadata is 'Further facts by key. Always a JSON object.';
comment on column public.messages.parent_message_id is 'The message this one answers. When that is deleted the answer stays and becomes the start of a thread.';
comment on column public.messages.sender_id is 'The user or the agent by name; what it means depends on sender_type.';
comment on column public.messages.status is 'How far the message got. The only column that users may change, to mark what they have read.';
comment on column public.messages.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.messages_conversation_id_created_at_idx is 'A conversation in its order.';
comment on index public.messages_sender_type_sender_id_idx is 'Everything one sender wrote.';

-- table public.shared_memory
create table public.shared_memory (
  id uuid not null default gen_random_uuid(),
  conversation_id text,
  memory_key text not null,
  memory_value jsonb not null,
  scope text not null default 'session',
  access_count integer not null default 0,
  last_accessed_at timestamptz,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint shared_memory_pkey primary key (id),
  constraint shared_memory_conversation_id_memory_key_scope_key unique nulls not distinct (conversation_id, memory_key, scope),
  constraint shared_memory_access_count_check check (access_count >= 0),
  constraint shared_memory_conversation_known check (conversation_id is not null or scope in ('global', 'agent')),
  constraint shared_memory_memory_value_check check (jsonb_typeof(memory_value) <> 'null'),
  constraint shared_memory_metadata_check check (jsonb_typeof(metadata) = 'object'),
  constraint shared_memory_scope_check check (scope in ('workflow', 'session', 'global', 'agent'))
);
create index shared_memory_last_accessed_at_idx on public.shared_memory using btree (last_accessed_at);
create index shared_memory_memory_value_idx on public.shared_memory using gin (memory_value jsonb_path_ops);
create index shared_memory_metadata_idx on public.shared_memory using gin (metadata);
create index shared_memory_scope_memory_key_idx on public.shared_memory using btree (scope, memory_key);
create trigger set_updated_at
  before update on public.shared_memory
  for each row
  execute function public.set_updated_at();
alter table public.shared_memory enable row level security;
create policy "Users delete their own shared_memory and admins all" on public.shared_memory for delete to authenticated
  using ((false) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own shared_memory and admins all" on public.shared_memory for select to authenticated
  using ((conversation_id in (select c.conversation_id from public.conversations c where c.user_id = (select auth.uid()))) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
revoke all on table public.shared_memory from public, anon, authenticated, service_role;
grant select, delete on table public.shared_memory to authenticated;
grant select, insert, update, delete on table public.shared_memory to service_role;
comment on table public.shared_memory is 'What agents remember together, by key and within a scope. Written by the backend; users may read what was remembered about their own conversations.';
comment on policy "Users delete their own shared_memory and admins all" on public.shared_memory is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users read their own shared_memory and admins all" on public.shared_memory is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on column public.shared_memory.access_count is 'How often it was looked up.';
comment on column public.shared_memory.conversation_id is 'The chat this is about; null for what holds everywhere. No foreign key.';
comment on column public.shared_memory.created_at is 'When the row was added.';
comment on column public.shared_memory.last_accessed_at is 'The last look-up; null before the first.';
comment on column public.shared_memory.memory_value is 'What is remembered, any JSON but null. To forget, delete the row.';
comment on column public.shared_memory.metadata is 'Further facts by key. Always a JSON object.';
comment on column public.shared_memory.scope is 'Who shares it.';
comment on column public.shared_memory.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.shared_memory_last_accessed_at_idx is 'Finds what nobody has asked for in a long time.';
comment on index public.shared_memory_memory_value_idx is 'Only containment is asked of values, for which this is the smaller index.';
comment on index public.shared_memory_scope_memory_key_idx is 'A key across conversations. The unique constraint serves look-ups within one.';

-- table public.workflow_executions
create table public.workflow_executions (
  id uuid not null default gen_random_uuid(),
  conversation_id text,
  workflow_type text not null,
  current_state text not null default 'pending',
  current_step text,
  participating_agents text[] not null default '{}',
  initiated_by uuid,
  workflow_config jsonb not null default '{}',
  execution_plan jsonb not null default '{}',
  results jsonb not null default '{}',
  error_message text,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflow_executions_pkey primary key (id),
  constraint workflow_executions_initiated_by_fkey foreign key (initiated_by) references public.profiles (id) on delete set null,
  constraint workflow_executions_ends_after_start check (completed_at >= started_at),
  constraint workflow_executions_execution_plan_check check (jsonb_typeof(execution_plan) in ('object', 'array')),
  constraint workflow_executions_results_check check (jsonb_typeof(results) = 'object'),
  constraint workflow_executions_workflow_config_check check (jsonb_typeof(workflow_config) = 'object')
);

-- table public.agent_messages
create table public.agent_messages (
  id uuid not null default gen_random_uuid(),
  workflow_execution_id uuid not null,
  agent_name text not null,
  message_type text not null,
  content text,
  status text not null default 'pending',
  tool_calls jsonb not null default '[]',
  context_data jsonb not null default '{}',
  error_details text,
  processed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_messages_pkey primary key (id),
  constraint agent_messages_workflow_execution_id_fkey foreign key (workflow_execution_id) references public.workflow_executions (id) on delete cascade,
  constraint agent_messages_context_data_check check (jsonb_typeof(context_data) = 'object'),
  constraint agent_messages_message_type_check check (message_type in ('input', 'output', 'system', 'error', 'tool_call')),
  constraint agent_messages_status_check check (status in ('pending', 'processing', 'completed', 'failed')),
  constraint agent_messages_tool_calls_check check (jsonb_typeof(tool_calls) = 'array')
);
create index agent_messages_agent_name_created_at_idx on public.agent_messages using btree (agent_name, created_at desc);
create index agent_messages_context_data_idx on public.agent_messages using gin (context_data);
create index agent_messages_created_at_idx on public.agent_messages using btree (created_at) where status in ('pending', 'processing');
create index agent_messages_tool_calls_idx on public.agent_messages using gin (tool_calls);
create index agent_messages_workflow_execution_id_created_at_idx on public.agent_messages using btree (workflow_execution_id, created_at);
create trigger set_updated_at
  before update on public.agent_messages
  for each row
  execute function public.set_updated_at();
alter table public.agent_messages enable row level security;
create policy "Users delete their own agent_messages and admins all" on public.agent_messages for delete to authenticated
  using ((false) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own agent_messages and admins all" on public.agent_messages for select to authenticated
  using ((workflow_execution_id in (select w.id from public.workflow_executions w where w.initiated_by = (select auth.uid()))) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
revoke all on table public.agent_messages from public, anon, authenticated, service_role;
grant select, delete on table public.agent_messages to authenticated;
grant select, insert, update, delete on table public.agent_messages to service_role;
comment on table public.agent_messages is 'What each agent received, said and called during a run of a workflow. Written by the backend; whoever started the run may read it.';
comment on policy "Users delete their own agent_messages and admins all" on public.agent_messages is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users read their own agent_messages and admins all" on public.agent_messages is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on column public.agent_messages.content is 'The text; null for a message that is nothing but tool calls.';
comment on column public.agent_messages.context_data is 'What the agent knew at that moment. Always a JSON object.';
comment on column public.agent_messages.created_at is 'When the row was added.';
comment on column public.agent_messages.error_details is 'What went wrong; null when nothing did.';
comment on column public.agent_messages.processed_at is 'When the agent was done with the message.';
comment on column public.agent_messages.tool_calls is 'The calls the agent asked for, in order. Always a JSON array.';
comment on column public.agent_messages.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.agent_messages.workflow_execution_id is 'The run.';
comment on index public.agent_messages_agent_name_created_at_idx is 'The latest of an agent.';
comment on index public.agent_messages_created_at_idx is 'What is still to be worked on.';
comment on index public.agent_messages_workflow_execution_id_created_at_idx is 'A run in its order; serves the foreign key and the policy as well.';

-- table public.workflow_executions
create index workflow_executions_conversation_id_idx on public.workflow_executions using btree (conversation_id);
create index workflow_executions_execution_plan_idx on public.workflow_executions using gin (execution_plan);
create index workflow_executions_initiated_by_created_at_idx on public.workflow_executions using btree (initiated_by, created_at desc);
create index workflow_executions_results_idx on public.workflow_executions using gin (results);
create index workflow_executions_started_at_idx on public.workflow_executions using btree (started_at) where completed_at is null;
create index workflow_executions_workflow_config_idx on public.workflow_executions using gin (workflow_config);
create index workflow_executions_workflow_type_current_state_idx on public.workflow_executions using btree (workflow_type, current_state);
create trigger set_updated_at
  before update on public.workflow_executions
  for each row
  execute function public.set_updated_at();
alter table public.workflow_executions enable row level security;
create policy "Users delete their own workflow_executions and admins all" on public.workflow_executions for delete to authenticated
  using ((false) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
create policy "Users read their own workflow_executions and admins all" on public.workflow_executions for select to authenticated
  using ((initiated_by = (select auth.uid())) or ((select auth.jwt()) -> 'app_metadata' ->> 'role') = 'admin');
revoke all on table public.workflow_executions from public, anon, authenticated, service_role;
grant select, delete on table public.workflow_executions to authenticated;
grant select, insert, update, delete on table public.workflow_executions to service_role;
comment on table public.workflow_executions is 'One run of a workflow in which several agents take part, from its plan to its results. Written by the backend; the user who started it may follow it.';
comment on policy "Users delete their own workflow_executions and admins all" on public.workflow_executions is 'Where the table leaves users no rows to delete, this is for admins alone.';
comment on policy "Users read their own workflow_executions and admins all" on public.workflow_executions is 'User and admin in one policy, so that no two permissive policies overlap.';
comment on column public.workflow_executions.completed_at is 'When the run ended, well or not.';
comment on column public.workflow_executions.conversation_id is 'The chat that led to the run, if any. No foreign key.';
comment on column public.workflow_executions.created_at is 'When the row was added.';
comment on column public.workflow_executions.current_state is 'The state of the whole run. The document gives no list of states.';
comment on column public.workflow_executions.current_step is 'The step the run is at; null before the first.';
comment on column public.workflow_executions.error_message is 'Why the run failed; null when it did not.';
comment on column public.workflow_executions.execution_plan is 'What is going to be done: a list of steps, or an object that describes them.';
comment on column public.workflow_executions.initiated_by is 'Who started the run; null when the system did.';
comment on column public.workflow_executions.participating_agents is 'Names of the agents, as in agent_messages.agent_name.';
comment on column public.workflow_executions.results is 'What came out so far, by step. Always a JSON object.';
comment on column public.workflow_executions.started_at is 'When work began; null while the run waits.';
comment on column public.workflow_executions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.workflow_executions.workflow_config is 'The settings of this run. Always a JSON object.';
comment on column public.workflow_executions.workflow_type is 'Which workflow.';
comment on index public.workflow_executions_initiated_by_created_at_idx is 'The latest runs of a user; serves the foreign key and the policy as well.';
comment on index public.workflow_executions_started_at_idx is 'Runs that have not ended.';
comment on index public.workflow_executions_workflow_type_current_state_idx is 'How many runs of a kind are in a state.';

-- view public.conversation_activity
create view public.conversation_activity (day, channel, conversations, lines, users, failed)
  with (security_invoker = true) as
select
  (c.created_at at time zone 'UTC')::date as day,
  c.channel,
  count(distinct c.conversation_id) as conversations,
  count(*) as lines,
  count(distinct c.user_id) as users,
  count(*) filter (where c.status = 'failed') as failed
from public.conversations c
group by 1, 2;
revoke all on table public.conversation_activity from public, anon, authenticated, service_role;
grant select on table public.conversation_activity to authenticated;
grant select on table public.conversation_activity to service_role;
comment on view public.conversation_activity is 'Conversations by day and channel, days in UTC. Row security of the caller applies.';
comment on column public.conversation_activity.channel is 'Where the lines came in.';
comment on column public.conversation_activity.conversations is 'How many chats had a line that day.';
comment on column public.conversation_activity.day is 'The day in UTC.';
comment on column public.conversation_activity.failed is 'How many lines ended as failed.';
comment on column public.conversation_activity.lines is 'How many lines were said.';
comment on column public.conversation_activity.users is 'How many signed-in users took part.';

-- view public.lead_funnel
create view public.lead_funnel (status, leads, unassigned, average_score, latest_lead_at)
  with (security_invoker = true) as
select
  l.status,
  count(*) as leads,
  count(*) filter (where l.assigned_to is null) as unassigned,
  round(avg(l.lead_score), 1) as average_score,
  max(l.created_at) as latest_lead_at
from public.leads l
group by l.status;
revoke all on table public.lead_funnel from public, anon, authenticated, service_role;
grant select on table public.lead_funnel to authenticated;
grant select on table public.lead_funnel to service_role;
comment on view public.lead_funnel is 'Leads by stage. Row security of the caller applies, so a sales person sees the own funnel and an admin that of the house.';
comment on column public.lead_funnel.average_score is 'Their average score, with one decimal.';
comment on column public.lead_funnel.latest_lead_at is 'When the youngest of them came in.';
comment on column public.lead_funnel.leads is 'How many leads are in it.';
comment on column public.lead_funnel.status is 'The stage.';
comment on column public.lead_funnel.unassigned is 'How many of them nobody is in charge of.';

-- view public.workflow_performance
create view public.workflow_performance (workflow_type, executions, running, failed, average_duration)
  with (security_invoker = true) as
select
  w.workflow_type,
  count(*) as executions,
  count(*) filter (where w.started_at is not null and w.completed_at is null) as running,
  count(*) filter (where w.error_message is not null) as failed,
  avg(w.completed_at - w.started_at) filter (where w.error_message is null) as average_duration
from public.workflow_executions w
group by w.workflow_type;
revoke all on table public.workflow_performance from public, anon, authenticated, service_role;
grant select on table public.workflow_performance to authenticated;
grant select on table public.workflow_performance to service_role;
comment on view public.workflow_performance is 'How the kinds of workflows fare. Row security of the caller applies.';
comment on column public.workflow_performance.average_duration is 'From start to end, over the runs that ended without an error.';
comment on column public.workflow_performance.executions is 'How many runs there were.';
comment on column public.workflow_performance.failed is 'How many left an error message.';
comment on column public.workflow_performance.running is 'How many have begun and not ended.';
comment on column public.workflow_performance.workflow_type is 'The kind of workflow.';

-- materialized view analytics.agent_daily_totals
create materialized view analytics.agent_daily_totals (day, agent_name, messages, tool_calls, failed, average_processing_time) as
select
  (m.created_at at time zone 'UTC')::date as day,
  m.agent_name,
  count(*) as messages,
  sum(jsonb_array_length(m.tool_calls)) as tool_calls,
  count(*) filter (where m.status = 'failed') as failed,
  avg(m.processed_at - m.created_at) as average_processing_time
from public.agent_messages m
group by 1, 2;
create unique index agent_daily_totals_day_agent_name_idx on analytics.agent_daily_totals using btree (day, agent_name);
revoke all on table analytics.agent_daily_totals from public, anon, authenticated, service_role;
grant select on table analytics.agent_daily_totals to service_role;
comment on materialized view analytics.agent_daily_totals is 'What each agent did on each day, days in UTC. As fresh as the last "refresh materialized view concurrently analytics.agent_daily_totals".';
comment on column analytics.agent_daily_totals.agent_name is 'The agent.';
comment on column analytics.agent_daily_totals.average_processing_time is 'From arrival to done, over the messages that were processed.';
comment on column analytics.agent_daily_totals.day is 'The day in UTC.';
comment on column analytics.agent_daily_totals.failed is 'How many messages failed.';
comment on column analytics.agent_daily_totals.messages is 'How many messages it had.';
comment on column analytics.agent_daily_totals.tool_calls is 'How many tool calls it asked for.';
comment on index analytics.agent_daily_totals_day_agent_name_idx is 'Needed to refresh without locking readers out.';

commit;
