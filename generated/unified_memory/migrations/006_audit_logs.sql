-- 006_audit_logs: The audit trail.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   create table public.audit_logs with 5 × index, row security, 2 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.audit_logs
create table public.audit_logs (
  id uuid not null default public.uuid_generate_v4(),
  user_id uuid,
  session_id uuid,
  agent_name text,
  action text not null,
  resource_type text,
  resource_id text,
  outcome text not null default 'success',
  details jsonb not null default '{}',
  ip_address inet,
  user_agent text,
  created_at timestamptz not null default now(),
  constraint audit_logs_pkey primary key (id),
  constraint audit_logs_session_id_fkey foreign key (session_id) references public.sessions (id) on delete set null,
  constraint audit_logs_user_id_fkey foreign key (user_id) references public.users (user_id) on delete set null,
  constraint audit_logs_outcome_check check (outcome in ('success', 'failure', 'denied'))
);
create index idx_audit_logs_action on public.audit_logs using btree (action);
create index idx_audit_logs_created_at on public.audit_logs using btree (created_at desc);
create index idx_audit_logs_resource on public.audit_logs using btree (resource_type, resource_id);
create index idx_audit_logs_session_id on public.audit_logs using btree (session_id);
create index idx_audit_logs_user_id on public.audit_logs using btree (user_id);
alter table public.audit_logs enable row level security;
create policy "Admins can view audit_logs" on public.audit_logs for select to public
  using ((select current_setting('app.role', true)) in ('admin', 'system'));
create policy "System can insert audit_logs" on public.audit_logs for insert to public
  with check ((select current_setting('app.role', true)) in ('admin', 'system'));
comment on table public.audit_logs is 'Who did what, for the whole system. Seen and written by admins and the system only; no policy lets anybody change or delete a row. Rows stay when the user or the session goes, without saying whose they were.';
comment on policy "Admins can view audit_logs" on public.audit_logs is 'Only a connection with app.role admin or system reads the audit trail, whoever the user is.';
comment on policy "System can insert audit_logs" on public.audit_logs is 'Only a connection with app.role admin or system adds to the audit trail.';
comment on column public.audit_logs.action is 'What was done, for example session.closed.';
comment on column public.audit_logs.agent_name is 'The agent that acted. Null: a person or the system.';
comment on column public.audit_logs.details is 'What else is worth knowing. No names or contents: they would outlive the user.';
comment on column public.audit_logs.resource_id is 'To which one. Text, as the application''s tables have keys of other types.';
comment on column public.audit_logs.resource_type is 'To what kind of thing, for example session.';
comment on column public.audit_logs.session_id is 'The session (sessions.id) in which it was done.';
comment on column public.audit_logs.user_id is 'Who did it. Becomes null when the user is deleted.';
comment on index public.idx_audit_logs_resource is 'The history of one thing.';

commit;
