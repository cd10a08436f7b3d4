-- 030_agent_executions: The log of what agents did and what it cost.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.agent_executions with 4 × index, row security, policy

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_executions
create table public.agent_executions (
  id uuid not null default gen_random_uuid(),
  conversation_id uuid,
  agent_type text not null,
  tool_calls jsonb not null default '[]',
  tokens_used integer not null default 0,
  cost_usd numeric(10,4) not null default 0,
  duration_ms integer,
  status text not null default 'success',
  error text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint agent_executions_pkey primary key (id),
  constraint agent_executions_conversation_id_fkey foreign key (conversation_id) references public.agent_conversations (id) on delete cascade,
  constraint agent_executions_agent_type_check check (agent_type in ('booking', 'session', 'insights', 'followup', 'general')),
  constraint agent_executions_status_check check (status in ('success', 'failed', 'timeout'))
);
create index idx_agent_executions_agent_type on public.agent_executions using btree (agent_type);
create index idx_agent_executions_conversation on public.agent_executions using btree (conversation_id);
create index idx_agent_executions_created on public.agent_executions using btree (created_at desc);
create index idx_agent_executions_status on public.agent_executions using btree (status);
alter table public.agent_executions enable row level security;
create policy "Users can view own executions" on public.agent_executions for select to authenticated
  using (exists (
  select 1 from public.agent_conversations c
  where c.id = agent_executions.conversation_id and c.user_id = (select auth.uid())
));
revoke all on table public.agent_executions from public, anon, authenticated, service_role;
grant select on table public.agent_executions to authenticated;
grant select, insert, update, delete on table public.agent_executions to service_role;
comment on table public.agent_executions is 'One run of an agent, with its tool calls, its cost and its outcome. Users see the runs of their own chats; runs without a chat are seen by the server only. Only the server writes.';
comment on policy "Users can view own executions" on public.agent_executions is 'A signed-in user sees a run if it belongs to one of their own chats.';
comment on column public.agent_executions.conversation_id is 'The chat the run answers. Null: the agent ran by itself.';
comment on column public.agent_executions.cost_usd is 'Cost of the model calls in US dollars.';
comment on column public.agent_executions.duration_ms is 'Wall-clock time in milliseconds.';
comment on column public.agent_executions.error is 'What went wrong; null after success.';
comment on column public.agent_executions.tool_calls is 'The tools called, in order, with arguments and results. May hold health information.';

commit;
