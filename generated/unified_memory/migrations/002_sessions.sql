-- 002_sessions: Who talks to which agent.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create table public.sessions with 6 × index, trigger, row security, 4 × policy
--   create function public.close_session(uuid, text)
--   create function public.get_active_session(uuid, text)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.sessions
create table public.sessions (
  id uuid not null default public.uuid_generate_v4(),
  session_id text not null,
  user_id uuid,
  agent_name text not null,
  context jsonb not null default '{}',
  status text not null default 'active',
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  updated_at timestamptz not null default now(),
  constraint sessions_pkey primary key (id),
  constraint sessions_session_id_key unique (session_id),
  constraint sessions_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint sessions_ended_after_start check (ended_at >= started_at),
  constraint sessions_status_check check (status in ('active', 'completed', 'failed', 'timeout'))
);

-- function public.close_session(uuid, text)
create function public.close_session (target_session uuid, final_status text default 'completed')
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  if final_status is null or final_status not in ('completed', 'failed') then
    raise exception 'a session is closed as completed or failed, not as %', coalesce(final_status, 'null')
      using errcode = 'invalid_parameter_value';
  end if;

  update public.sessions s
  set status = final_status, ended_at = greatest(now(), s.started_at)
  where s.id = target_session and s.status = 'active';

  return found;
end;
$$;
revoke all on routine public.close_session(uuid, text) from public;
comment on routine public.close_session(uuid, text) is 'Ends a session now, as completed or failed. Returns whether there was an active session of this id to end: a second call changes nothing.';

-- function public.get_active_session(uuid, text)
create function public.get_active_session (user_id uuid, agent_name text)
returns uuid
language sql
stable
set search_path = ''
as $$
select s.id
from public.sessions s
where s.user_id = get_active_session.user_id
  and s.agent_name = get_active_session.agent_name
  and s.status = 'active'
order by s.started_at desc
limit 1;
$$;
revoke all on routine public.get_active_session(uuid, text) from public;
comment on routine public.get_active_session(uuid, text) is 'The id (not session_id) of the session a user has open with an agent, the latest if there are several, or null.';

-- table public.sessions
create index idx_sessions_active on public.sessions using btree (user_id, agent_name, started_at desc) where status = 'active';
create index idx_sessions_agent_name on public.sessions using btree (agent_name);
create index idx_sessions_started_at on public.sessions using btree (started_at desc);
create index idx_sessions_status on public.sessions using btree (status);
create index idx_sessions_tags on public.sessions using gin (tags);
create index idx_sessions_user_id on public.sessions using btree (user_id);
create trigger update_sessions_updated_at
  before update on public.sessions
  for each row
  execute function public.update_updated_at_column();
alter table public.sessions enable row level security;
create policy "System can delete sessions" on public.sessions for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert sessions" on public.sessions for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update sessions" on public.sessions for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own sessions" on public.sessions for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on index public.idx_sessions_active is 'For get_active_session().';
comment on index public.idx_sessions_started_at is 'Also what closing old sessions searches by.';
comment on index public.idx_sessions_tags is 'For tags @> array[''…''].';
comment on table public.sessions is 'Active and past sessions between a user and an agent. One that is still active a day after its start is set to timeout.';
comment on policy "System can delete sessions" on public.sessions is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert sessions" on public.sessions is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update sessions" on public.sessions is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own sessions" on public.sessions is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on column public.sessions.agent_name is 'The agent talked to, for example sales.';
comment on column public.sessions.context is 'What the agent works with beside the conversation.';
comment on column public.sessions.ended_at is 'Null while the session is active.';
comment on column public.sessions.id is 'What other tables mean by session_id.';
comment on column public.sessions.session_id is 'The application''s own name for the session, for example test-session-001.';
comment on trigger update_sessions_updated_at on public.sessions is 'Keeps updated_at true.';
comment on column public.sessions.updated_at is 'Kept by a trigger.';
comment on column public.sessions.user_id is 'Null: nobody was signed in. Deleting the user deletes their sessions.';

commit;
