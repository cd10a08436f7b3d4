-- 003_agent_executions: What agents did.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create function public.calculate_execution_duration()
--   create table public.agent_executions with 6 × index, trigger, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.calculate_execution_duration()
create function public.calculate_execution_duration ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.duration_ms := round(extract(epoch from new.completed_at - new.started_at) * 1000);
  return new;
end;
$$;
revoke all on routine public.calculate_execution_duration() from public;
comment on routine public.calculate_execution_duration() is 'Sets duration_ms from started_at and completed_at, whatever the statement wrote there; null while the execution runs. For BEFORE INSERT OR UPDATE triggers.';

-- table public.agent_executions
create table public.agent_executions (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  agent_name text not null,
  task text,
  input jsonb not null default '{}',
  output jsonb,
  status text not null default 'running',
  error text,
  model text,
  tokens_used integer not null default 0,
  cost_usd numeric(10,4) not null default 0,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  started_at timestamptz not null default now(),
  completed_at timestamptz,
  duration_ms bigint,
  constraint agent_executions_pkey primary key (id),
  constraint agent_executions_session_id_fkey foreign key (session_id) references public.sessions (id) on delete cascade,
  constraint agent_executions_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint agent_executions_completed_after_start check (completed_at >= started_at),
  constraint agent_executions_cost_usd_check check (cost_usd >= 0),
  constraint agent_executions_status_check check (status in ('running', 'completed', 'failed', 'timeout')),
  constraint agent_executions_tokens_used_check check (tokens_used >= 0)
);
create index idx_agent_executions_agent_name on public.agent_executions using btree (agent_name);
create index idx_agent_executions_session_id on public.agent_executions using btree (session_id);
create index idx_agent_executions_started_at on public.agent_executions using btree (started_at desc);
create index idx_agent_executions_status on public.agent_executions using btree (status);
create index idx_agent_executions_tags on public.agent_executions using gin (tags);
create index idx_agent_executions_user_id on public.agent_executions using btree (user_id);
create trigger calculate_agent_execution_duration
  before insert or update on public.agent_executions
  for each row
  execute function public.calculate_execution_duration();
alter table public.agent_executions enable row level security;
create policy "System can delete agent_executions" on public.agent_executions for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert agent_executions" on public.agent_executions for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update agent_executions" on public.agent_executions for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own agent_executions" on public.agent_executions for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on table public.agent_executions is 'Single runs of agents, with what they cost and how long they took.';
comment on policy "System can delete agent_executions" on public.agent_executions is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert agent_executions" on public.agent_executions is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update agent_executions" on public.agent_executions is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own agent_executions" on public.agent_executions is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on trigger calculate_agent_execution_duration on public.agent_executions is 'Keeps duration_ms true.';
comment on column public.agent_executions.completed_at is 'Null while the agent runs.';
comment on column public.agent_executions.duration_ms is 'From started_at to completed_at. Kept by a trigger.';
comment on column public.agent_executions.error is 'What went wrong; null after success.';
comment on column public.agent_executions.model is 'The language model, for example gpt-5-nano.';
comment on column public.agent_executions.output is 'Null until the agent is done.';
comment on column public.agent_executions.session_id is 'The session (sessions.id). Null: the agent ran by itself.';
comment on column public.agent_executions.task is 'What the agent was to do.';
comment on column public.agent_executions.user_id is 'For whom the agent ran. Null: nobody was signed in.';
comment on index public.idx_agent_executions_started_at is 'For recent_agent_activity.';
comment on index public.idx_agent_executions_tags is 'For tags @> array[''…''].';

commit;
