-- 007_reports: Views to watch the system by.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create view public.memory_operation_summary
--   create view public.recent_agent_activity
--   create view public.user_session_stats

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.memory_operation_summary
create view public.memory_operation_summary (agent_name, operation, operation_date, operation_count, failure_count, user_count, average_relevance, average_duration_ms)
  with (security_invoker = true) as
select
  m.agent_name,
  m.operation,
  (m.created_at at time zone 'UTC')::date as operation_date,
  count(*) as operation_count,
  count(*) filter (where not m.succeeded) as failure_count,
  count(distinct m.user_id) as user_count,
  avg(m.relevance) as average_relevance,
  avg(m.duration_ms) as average_duration_ms
from public.memory_logs m
group by m.agent_name, m.operation, (m.created_at at time zone 'UTC')::date;
comment on view public.memory_operation_summary is 'Memory operations by agent, kind of operation and day. Counts the rows that the reader may see.';
comment on column public.memory_operation_summary.agent_name is 'Which agent.';
comment on column public.memory_operation_summary.average_duration_ms is 'How long they took on average.';
comment on column public.memory_operation_summary.average_relevance is 'How well recalled memories fitted, from 0 to 1; null without recalls.';
comment on column public.memory_operation_summary.failure_count is 'How many of them failed.';
comment on column public.memory_operation_summary.operation is 'write, read, recall or decay.';
comment on column public.memory_operation_summary.operation_count is 'How many.';
comment on column public.memory_operation_summary.operation_date is 'The day in UTC.';
comment on column public.memory_operation_summary.user_count is 'For how many different users.';

-- view public.recent_agent_activity
create view public.recent_agent_activity (execution_id, session_id, user_id, agent_name, task, status, started_at, completed_at, duration_ms, tokens_used, cost_usd, error)
  with (security_invoker = true) as
select
  e.id as execution_id,
  s.session_id,
  e.user_id,
  e.agent_name,
  e.task,
  e.status,
  e.started_at,
  e.completed_at,
  e.duration_ms,
  e.tokens_used,
  e.cost_usd,
  e.error
from public.agent_executions e
left join public.sessions s on s.id = e.session_id
where e.started_at > now() - interval '7 days';
comment on view public.recent_agent_activity is 'Executions of the last seven days with their sessions. Add ORDER BY started_at DESC. Shows the rows that the reader may see.';
comment on column public.recent_agent_activity.agent_name is 'Which agent.';
comment on column public.recent_agent_activity.completed_at is 'When it ended; null while it runs.';
comment on column public.recent_agent_activity.cost_usd is 'What they cost.';
comment on column public.recent_agent_activity.duration_ms is 'How long it took.';
comment on column public.recent_agent_activity.error is 'What went wrong; null after success.';
comment on column public.recent_agent_activity.execution_id is 'The execution.';
comment on column public.recent_agent_activity.session_id is 'The application''s own name for the session; null without one.';
comment on column public.recent_agent_activity.started_at is 'When it started.';
comment on column public.recent_agent_activity.status is 'How it stands.';
comment on column public.recent_agent_activity.task is 'What it was to do.';
comment on column public.recent_agent_activity.tokens_used is 'Tokens spent.';
comment on column public.recent_agent_activity.user_id is 'For whom the agent ran.';

-- view public.user_session_stats
create view public.user_session_stats (user_id, total_sessions, active_sessions, completed_sessions, failed_sessions, timed_out_sessions, agent_count, first_session_at, last_session_at, average_session)
  with (security_invoker = true) as
select
  s.user_id,
  count(*) as total_sessions,
  count(*) filter (where s.status = 'active') as active_sessions,
  count(*) filter (where s.status = 'completed') as completed_sessions,
  count(*) filter (where s.status = 'failed') as failed_sessions,
  count(*) filter (where s.status = 'timeout') as timed_out_sessions,
  count(distinct s.agent_name) as agent_count,
  min(s.started_at) as first_session_at,
  max(s.started_at) as last_session_at,
  avg(s.ended_at - s.started_at) as average_session
from public.sessions s
where s.user_id is not null
group by s.user_id;
comment on view public.user_session_stats is 'Sessions of each user who has had one. Sessions without a user are not counted. Counts the rows that the reader may see.';
comment on column public.user_session_stats.active_sessions is 'Those still open.';
comment on column public.user_session_stats.agent_count is 'With how many different agents.';
comment on column public.user_session_stats.average_session is 'How long the ended ones lasted on average.';
comment on column public.user_session_stats.completed_sessions is 'Those ended as they should.';
comment on column public.user_session_stats.failed_sessions is 'Those ended by an error.';
comment on column public.user_session_stats.first_session_at is 'When the first started.';
comment on column public.user_session_stats.last_session_at is 'When the latest started.';
comment on column public.user_session_stats.timed_out_sessions is 'Those nobody ended.';
comment on column public.user_session_stats.total_sessions is 'All sessions.';
comment on column public.user_session_stats.user_id is 'The user, as in users.user_id.';

commit;
