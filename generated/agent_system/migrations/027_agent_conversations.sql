-- 027_agent_conversations: The chats between users and agents.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create function public.update_updated_at_column()
--   create table public.agent_conversations with 4 × index, trigger, row security, 3 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

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
revoke all on routine public.update_updated_at_column() from public, anon, authenticated, service_role;
comment on routine public.update_updated_at_column() is 'Sets updated_at to the time of the transaction, whatever the statement wrote there. For BEFORE UPDATE triggers.';

-- table public.agent_conversations
create table public.agent_conversations (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  agent_type text not null,
  messages jsonb not null default '[]',
  context jsonb not null default '{}',
  status text not null default 'active',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_conversations_pkey primary key (id),
  constraint agent_conversations_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint agent_conversations_agent_type_check check (agent_type in ('booking', 'session', 'insights', 'followup', 'general')),
  constraint agent_conversations_status_check check (status in ('active', 'completed', 'escalated', 'failed'))
);
create index idx_agent_conversations_agent_type on public.agent_conversations using btree (agent_type);
create index idx_agent_conversations_created on public.agent_conversations using btree (created_at desc);
create index idx_agent_conversations_status on public.agent_conversations using btree (status);
create index idx_agent_conversations_user on public.agent_conversations using btree (user_id);
create trigger update_agent_conversations_updated_at
  before update on public.agent_conversations
  for each row
  execute function public.update_updated_at_column();
alter table public.agent_conversations enable row level security;
create policy "Users can create own conversations" on public.agent_conversations for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy "Users can update own conversations" on public.agent_conversations for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
create policy "Users can view own conversations" on public.agent_conversations for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.agent_conversations from public, anon, authenticated, service_role;
grant select, insert, update on table public.agent_conversations to authenticated;
grant select, insert, update, delete on table public.agent_conversations to service_role;
comment on table public.agent_conversations is 'One chat between a user and one kind of agent. Users read, start and update their own chats; only the server deletes them. Memory, executions and feedback of a chat go with it.';
comment on policy "Users can create own conversations" on public.agent_conversations is 'A signed-in user may start a chat only in their own name.';
comment on policy "Users can update own conversations" on public.agent_conversations is 'A signed-in user may change their own chats, and cannot hand them to another user.';
comment on policy "Users can view own conversations" on public.agent_conversations is 'A signed-in user sees the chats that carry their id, and no others.';
comment on column public.agent_conversations.agent_type is 'The kind of agent that answers.';
comment on column public.agent_conversations.context is 'What the agent works with beside the messages.';
comment on column public.agent_conversations.messages is 'The messages, oldest first. Health information: never copy it into logs.';
comment on column public.agent_conversations.status is 'escalated: handed over to a human.';
comment on trigger update_agent_conversations_updated_at on public.agent_conversations is 'Keeps updated_at true.';
comment on column public.agent_conversations.updated_at is 'Kept by a trigger.';
comment on column public.agent_conversations.user_id is 'The user the chat belongs to. Deleting the account deletes the chat.';
comment on index public.idx_agent_conversations_user is 'For the policies, which compare user_id in every statement.';

commit;
