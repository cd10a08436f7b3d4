-- 035_agent_analytics: Daily figures for each kind of agent.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.agent_analytics with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.agent_analytics
create table public.agent_analytics (
  id uuid not null default gen_random_uuid(),
  day date not null,
  agent_type text not null,
  conversations integer not null default 0,
  escalations integer not null default 0,
  executions integer not null default 0,
  failures integer not null default 0,
  tokens_used bigint not null default 0,
  cost_usd numeric(12,4) not null default 0,
  p95_duration_ms integer,
  feedback_count integer not null default 0,
  average_rating numeric(3,2),
  metadata jsonb not null default '{}',
  computed_at timestamptz not null default now(),
  constraint agent_analytics_pkey primary key (id),
  constraint agent_analytics_day_agent_type_key unique (day, agent_type),
  constraint agent_analytics_agent_type_check check (agent_type in ('booking', 'session', 'insights', 'followup', 'general')),
  constraint agent_analytics_average_rating_check check (average_rating between 1 and 5),
  constraint agent_analytics_conversations_check check (conversations >= 0),
  constraint agent_analytics_escalations_check check (escalations >= 0),
  constraint agent_analytics_executions_check check (executions >= 0),
  constraint agent_analytics_failures_check check (failures >= 0),
  constraint agent_analytics_feedback_count_check check (feedback_count >= 0)
);
create index idx_agent_analytics_agent_type on public.agent_analytics using btree (agent_type, day desc);
alter table public.agent_analytics enable row level security;
revoke all on table public.agent_analytics from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.agent_analytics to service_role;
comment on table public.agent_analytics is 'Daily figures of each kind of agent, written by the server from conversations, executions and feedback. The document names the table and gives no columns; the design is our own. It holds sums only, nothing that leads to a user, and users cannot read it.';
comment on column public.agent_analytics.average_rating is 'Null without feedback.';
comment on column public.agent_analytics.computed_at is 'When the figures were last computed.';
comment on column public.agent_analytics.conversations is 'Chats started.';
comment on column public.agent_analytics.day is 'The day in UTC.';
comment on column public.agent_analytics.escalations is 'Chats handed over to a human.';
comment on column public.agent_analytics.executions is 'Runs of the agent.';
comment on column public.agent_analytics.failures is 'Runs that failed or timed out.';
comment on column public.agent_analytics.p95_duration_ms is 'Nineteen of twenty runs were at least this fast. Null without runs.';
comment on index public.idx_agent_analytics_agent_type is 'The course of one kind of agent.';

commit;
