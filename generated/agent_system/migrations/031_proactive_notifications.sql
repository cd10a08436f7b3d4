-- 031_proactive_notifications: Messages that agents send without being asked.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create table public.proactive_notifications with 5 × index, replica identity, row security, 2 × policy, publication membership
--   create job proactive_notifications_retention

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.proactive_notifications
create table public.proactive_notifications (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  agent_type text not null,
  notification_type text not null,
  title text not null,
  message text not null,
  action jsonb,
  priority text not null default 'normal',
  read boolean not null default false,
  created_at timestamptz not null default now(),
  constraint proactive_notifications_pkey primary key (id),
  constraint proactive_notifications_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint proactive_notifications_agent_type_check check (agent_type in ('booking', 'session', 'insights', 'followup', 'general')),
  constraint proactive_notifications_notification_type_check check (notification_type in ('session_prep', 'insight', 'alert', 'followup')),
  constraint proactive_notifications_priority_check check (priority in ('low', 'normal', 'high', 'urgent'))
);
create index idx_proactive_notifications_created on public.proactive_notifications using btree (created_at desc);
create index idx_proactive_notifications_read on public.proactive_notifications using btree (read);
create index idx_proactive_notifications_type on public.proactive_notifications using btree (notification_type);
create index idx_proactive_notifications_unread on public.proactive_notifications using btree (user_id, created_at desc) where not read;
create index idx_proactive_notifications_user on public.proactive_notifications using btree (user_id);
alter table public.proactive_notifications replica identity full;
alter table public.proactive_notifications enable row level security;
create policy "Users can update own notifications" on public.proactive_notifications for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
create policy "Users can view own notifications" on public.proactive_notifications for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.proactive_notifications from public, anon, authenticated, service_role;
grant select, update (read) on table public.proactive_notifications to authenticated;
grant select, insert, update, delete on table public.proactive_notifications to service_role;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table public.proactive_notifications;
  else
    raise warning 'publication % does not exist here: skipped', 'supabase_realtime';
  end if;
end
$$;
comment on index public.idx_proactive_notifications_created is 'Also what the cleanup searches by.';
comment on index public.idx_proactive_notifications_unread is 'The question the app asks most: my unread notifications, newest first.';
comment on table public.proactive_notifications is 'What an agent tells a user without being asked. Users see their own and mark them as read; the server writes them. Sent to the app over Realtime. Read ones are deleted after 90 days, all others after a year.';
comment on policy "Users can update own notifications" on public.proactive_notifications is 'A signed-in user may touch the rows sent to them; the column grant narrows that to read.';
comment on policy "Users can view own notifications" on public.proactive_notifications is 'A signed-in user sees what was sent to them. Realtime asks the same policy before it delivers.';
comment on column public.proactive_notifications.action is 'What the app offers to do, for example {"open": "session", "id": "…"}. Null: nothing.';
comment on column public.proactive_notifications.agent_type is 'Which kind of agent says it.';
comment on column public.proactive_notifications.read is 'The only column that a user may change.';
comment on column public.proactive_notifications.user_id is 'Who is told.';

-- job proactive_notifications_retention
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('proactive_notifications_retention', '0 3 * * *', 'delete from public.proactive_notifications where created_at < now() - interval ''90 days'' and ((read or created_at < now() - interval ''1 year''))');
  else
    raise warning 'pg_cron is not installed here: job proactive_notifications_retention is not scheduled';
  end if;
end
$$;

commit;
