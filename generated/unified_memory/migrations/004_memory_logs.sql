-- 004_memory_logs: What was done with memory.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create table public.memory_logs with 6 × index, row security, 4 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.memory_logs
create table public.memory_logs (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  agent_name text not null,
  operation text not null,
  memory_key text,
  content jsonb,
  relevance double precision,
  succeeded boolean not null default true,
  duration_ms integer,
  tags text[] not null default '{}',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint memory_logs_pkey primary key (id),
  constraint memory_logs_session_id_fkey foreign key (session_id) references public.sessions (id) on delete cascade,
  constraint memory_logs_user_id_fkey foreign key (user_id) references public.users (user_id) on delete cascade,
  constraint memory_logs_duration_ms_check check (duration_ms >= 0),
  constraint memory_logs_operation_check check (operation in ('write', 'read', 'recall', 'decay')),
  constraint memory_logs_relevance_check check (relevance between 0 and 1)
);
create index idx_memory_logs_agent_name on public.memory_logs using btree (agent_name);
create index idx_memory_logs_created_at on public.memory_logs using btree (created_at desc);
create index idx_memory_logs_operation on public.memory_logs using btree (operation);
create index idx_memory_logs_session_id on public.memory_logs using btree (session_id);
create index idx_memory_logs_tags on public.memory_logs using gin (tags);
create index idx_memory_logs_user_id on public.memory_logs using btree (user_id);
alter table public.memory_logs enable row level security;
create policy "System can delete memory_logs" on public.memory_logs for delete to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert memory_logs" on public.memory_logs for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can update memory_logs" on public.memory_logs for update to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'))
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "Users can view own memory_logs" on public.memory_logs for select to public
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
or (select current_setting('app.role', true)) in ('admin', 'system'));
comment on index public.idx_memory_logs_tags is 'For tags @> array[''…''].';
comment on table public.memory_logs is 'Every operation on memory, as an audit trail. Rows are added and never changed. The first candidate for partitions by created_at.';
comment on policy "System can delete memory_logs" on public.memory_logs is 'Only a connection with app.role admin or system deletes rows.';
comment on policy "System can insert memory_logs" on public.memory_logs is 'Only a connection with app.role admin or system adds rows.';
comment on policy "System can update memory_logs" on public.memory_logs is 'Only a connection with app.role admin or system changes rows.';
comment on policy "Users can view own memory_logs" on public.memory_logs is 'Rows whose user_id equals the setting app.user_id, and all rows when app.role is admin or system. Without settings there are none.';
comment on column public.memory_logs.content is 'What was written or found.';
comment on column public.memory_logs.memory_key is 'Which memory, as the memory store calls it.';
comment on column public.memory_logs.operation is 'recall: found by meaning; decay: weakened or forgotten with time.';
comment on column public.memory_logs.relevance is 'How well a recalled memory fitted the question.';
comment on column public.memory_logs.session_id is 'The session (sessions.id) in which it happened. Null: outside of one.';
comment on column public.memory_logs.user_id is 'Whose memory it is. Null: nobody''s.';

commit;
