-- 005_cognition: Goals, beliefs and metrics.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create table public.belief_graphs with 6 × index, trigger, row security, 4 × policy
--   create table public.cognitive_metrics with 6 × index, row security, 4 × policy
--   create table public.goal_assessments with 6 × index, trigger, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.belief_graphs
create table public.belief_graphs (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  agent_name text not null,
  parent_id uuid,
  belief text not null,
  belief_vector jsonb,
  confidence numeric(4,3) not null default 0.5,
  evidence jsonb not null default '[]',
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint belief_graphs_pkey primary key (id),
  constraint belief_graphs_parent_id_fkey foreign key (parent_id) references public.belief_graphs (id) on delete set null,
  constraint belief_graphs_session_id_fkey foreign key (session_id) references public.sessions (id) on delete set null,
  constraint belief_graphs_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint belief_graphs_confidence_check check (confidence between 0 and 1),
  constraint belief_graphs_not_its_own_parent check (parent_id <> id)
);
create index idx_belief_graphs_agent_name on public.belief_graphs using btree (agent_name);
create index idx_belief_graphs_created_at on public.belief_graphs using btree (created_at desc);
create index idx_belief_graphs_parent_id on public.belief_graphs using btree (parent_id);
create index idx_belief_graphs_session_id on public.belief_graphs using btree (session_id);
create index idx_belief_graphs_tags on public.belief_graphs using gin (tags);
create index idx_belief_graphs_user_id on public.belief_graphs using btree (user_id);
create trigger update_belief_graphs_updated_at
  before update on public.belief_graphs
  for each row
  execute function public.update_updated_at_column();
alter table public.belief_graphs enable row level security;
create policy "System can delete belief_graphs" on public.belief_graphs for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert belief_graphs" on public.belief_graphs for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update belief_graphs" on public.belief_graphs for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own belief_graphs" on public.belief_graphs for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on table public.belief_graphs is 'What an agent believes about a user and how sure it is. A belief may rest on another, which makes the graph.';
comment on policy "System can delete belief_graphs" on public.belief_graphs is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert belief_graphs" on public.belief_graphs is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update belief_graphs" on public.belief_graphs is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own belief_graphs" on public.belief_graphs is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on column public.belief_graphs.belief is 'The belief in words.';
comment on column public.belief_graphs.belief_vector is 'Embedding of belief, stored as JSON array of 1536 numbers; vector(1536) where there is pgvector, by `alter column belief_vector type vector(1536) using belief_vector::text::vector`.';
comment on column public.belief_graphs.confidence is 'From 0, surely wrong, to 1, certain.';
comment on column public.belief_graphs.evidence is 'What speaks for it and against it, oldest first.';
comment on column public.belief_graphs.parent_id is 'The belief this one rests on.';
comment on column public.belief_graphs.session_id is 'The session (sessions.id) in which it arose. A belief outlives it.';
comment on trigger update_belief_graphs_updated_at on public.belief_graphs is 'Keeps updated_at true.';
comment on column public.belief_graphs.updated_at is 'Kept by a trigger.';
comment on column public.belief_graphs.user_id is 'About whom. Null: about the world.';
comment on index public.idx_belief_graphs_tags is 'For tags @> array[''…''].';

-- table public.cognitive_metrics
create table public.cognitive_metrics (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  execution_id uuid,
  agent_name text not null,
  metric_name text not null,
  metric_value double precision not null,
  unit text,
  cognitive_load numeric(4,3),
  metadata jsonb not null default '{}',
  recorded_at timestamptz not null default now(),
  constraint cognitive_metrics_pkey primary key (id),
  constraint cognitive_metrics_execution_id_fkey foreign key (execution_id) references public.agent_executions (id) on delete cascade,
  constraint cognitive_metrics_session_id_fkey foreign key (session_id) references public.sessions (id) on delete cascade,
  constraint cognitive_metrics_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint cognitive_metrics_cognitive_load_check check (cognitive_load between 0 and 1)
);
create index idx_cognitive_metrics_agent_name on public.cognitive_metrics using btree (agent_name);
create index idx_cognitive_metrics_execution_id on public.cognitive_metrics using btree (execution_id);
create index idx_cognitive_metrics_metric_name on public.cognitive_metrics using btree (metric_name);
create index idx_cognitive_metrics_recorded_at on public.cognitive_metrics using btree (recorded_at desc);
create index idx_cognitive_metrics_session_id on public.cognitive_metrics using btree (session_id);
create index idx_cognitive_metrics_user_id on public.cognitive_metrics using btree (user_id);
alter table public.cognitive_metrics enable row level security;
create policy "System can delete cognitive_metrics" on public.cognitive_metrics for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert cognitive_metrics" on public.cognitive_metrics for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update cognitive_metrics" on public.cognitive_metrics for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own cognitive_metrics" on public.cognitive_metrics for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on table public.cognitive_metrics is 'Measurements of how agents perform and how loaded they are, one number a row.';
comment on policy "System can delete cognitive_metrics" on public.cognitive_metrics is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert cognitive_metrics" on public.cognitive_metrics is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update cognitive_metrics" on public.cognitive_metrics is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own cognitive_metrics" on public.cognitive_metrics is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on column public.cognitive_metrics.cognitive_load is 'How much of its capacity the agent was using, from 0 to 1.';
comment on column public.cognitive_metrics.execution_id is 'The execution measured. Null: not one in particular.';
comment on column public.cognitive_metrics.metric_name is 'What is measured, for example response_quality or context_tokens.';
comment on column public.cognitive_metrics.session_id is 'The session (sessions.id) measured in.';
comment on column public.cognitive_metrics.unit is 'In what, for example ms or tokens. Null: a plain number.';
comment on column public.cognitive_metrics.user_id is 'For whom the agent worked. Null: nobody in particular.';

-- table public.goal_assessments
create table public.goal_assessments (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  agent_name text not null,
  goal text not null,
  goal_vector jsonb,
  status text not null default 'active',
  priority smallint not null default 3,
  progress numeric(4,3) not null default 0,
  assessment jsonb not null default '{}',
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint goal_assessments_pkey primary key (id),
  constraint goal_assessments_session_id_fkey foreign key (session_id) references public.sessions (id) on delete set null,
  constraint goal_assessments_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint goal_assessments_priority_check check (priority between 1 and 5),
  constraint goal_assessments_progress_check check (progress between 0 and 1),
  constraint goal_assessments_status_check check (status in ('active', 'achieved', 'failed', 'abandoned'))
);
create index idx_goal_assessments_agent_name on public.goal_assessments using btree (agent_name);
create index idx_goal_assessments_created_at on public.goal_assessments using btree (created_at desc);
create index idx_goal_assessments_session_id on public.goal_assessments using btree (session_id);
create index idx_goal_assessments_status on public.goal_assessments using btree (status);
create index idx_goal_assessments_tags on public.goal_assessments using gin (tags);
create index idx_goal_assessments_user_id on public.goal_assessments using btree (user_id);
create trigger update_goal_assessments_updated_at
  before update on public.goal_assessments
  for each row
  execute function public.update_updated_at_column();
alter table public.goal_assessments enable row level security;
create policy "System can delete goal_assessments" on public.goal_assessments for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert goal_assessments" on public.goal_assessments for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update goal_assessments" on public.goal_assessments for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own goal_assessments" on public.goal_assessments for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on table public.goal_assessments is 'Goals that an agent pursues for a user, and how far it has come.';
comment on policy "System can delete goal_assessments" on public.goal_assessments is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert goal_assessments" on public.goal_assessments is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update goal_assessments" on public.goal_assessments is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own goal_assessments" on public.goal_assessments is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on column public.goal_assessments.assessment is 'The agent''s latest judgement and its reasons.';
comment on column public.goal_assessments.goal is 'The goal in words.';
comment on column public.goal_assessments.goal_vector is 'Embedding of goal, stored as JSON array of 1536 numbers ([0.1, 0.2, …]); vector(1536) where there is pgvector, by `alter column goal_vector type vector(1536) using goal_vector::text::vector`.';
comment on column public.goal_assessments.priority is '1 is the most urgent, 5 the least.';
comment on column public.goal_assessments.progress is 'From 0 to 1.';
comment on column public.goal_assessments.session_id is 'The session (sessions.id) in which it was set. A goal outlives it.';
comment on trigger update_goal_assessments_updated_at on public.goal_assessments is 'Keeps updated_at true.';
comment on column public.goal_assessments.updated_at is 'Kept by a trigger.';
comment on column public.goal_assessments.user_id is 'Whose goal it is. Null: the agent''s own.';
comment on index public.idx_goal_assessments_tags is 'For tags @> array[''…''].';

commit;
