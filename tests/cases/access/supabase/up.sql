-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.hello()
--   create table public.closed with row security
--   create table public.conversations with row security, 4 × policy
--   create table public.messages with row security, 4 × policy
--   create table public.notes with row security, 4 × policy
--   create table public.parted with table, 2 × row security, policy
--   create table public.reference with row security, 5 × policy, publication membership
--   create table public.secret_only with row security, policy
--   create view public.latest

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.hello()
create function public.hello ()
returns text
language sql
set search_path = ''
as $$
select 'x'
$$;
revoke all on routine public.hello() from public, anon, authenticated, service_role;
grant execute on routine public.hello() to authenticated;

-- table public.closed
create table public.closed (
  id integer not null,
  constraint closed_pkey primary key (id)
);
alter table public.closed enable row level security;
revoke all on table public.closed from public, anon, authenticated, service_role;

-- table public.conversations
create table public.conversations (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  title text,
  published boolean not null default false,
  token text,
  constraint conversations_pkey primary key (id),
  constraint conversations_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade
);
alter table public.conversations enable row level security;
create policy anon_select_where on public.conversations for select to anon
  using (published);
create policy authenticated_insert_own on public.conversations for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.conversations for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.conversations for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.conversations from public, anon, authenticated, service_role;
grant select (id, published, title, user_id) on table public.conversations to anon;
grant select (id, published, title, user_id), insert (id, published, title, user_id), update (title) on table public.conversations to authenticated;
grant select, insert, update, delete on table public.conversations to service_role;

-- table public.messages
create table public.messages (
  id bigint not null generated always as identity,
  conversation_id uuid not null,
  body text,
  constraint messages_pkey primary key (id),
  constraint messages_conversation_id_fkey foreign key (conversation_id) references public.conversations (id)
);
revoke all on sequence public.messages_id_seq from public, anon, authenticated, service_role;
alter table public.messages enable row level security;
create policy authenticated_delete_via on public.messages for delete to authenticated
  using (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
create policy authenticated_insert_via on public.messages for insert to authenticated
  with check (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
create policy authenticated_select_via on public.messages for select to authenticated
  using (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
create policy authenticated_update_via on public.messages for update to authenticated
  using (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id))
  with check (conversation_id in (select id from public.conversations where (select auth.uid()) = user_id));
revoke all on table public.messages from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.messages to authenticated;
grant select, insert on table public.messages to service_role;

-- table public.notes
create table public.notes (
  id integer not null,
  author_id uuid,
  editor uuid,
  shared boolean default false,
  constraint notes_pkey primary key (id)
);
alter table public.notes enable row level security;
create policy authenticated_delete_where on public.notes for delete to authenticated
  using (author_id = (select auth.uid()) and not shared);
create policy authenticated_insert_own on public.notes for insert to authenticated
  with check ((select auth.uid()) = author_id);
create policy authenticated_select_all on public.notes for select to authenticated
  using (true);
create policy authenticated_update_own on public.notes for update to authenticated
  using ((select auth.uid()) = editor)
  with check ((select auth.uid()) = editor);
revoke all on table public.notes from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.notes to authenticated;

-- table public.parted
create table public.parted (
  id integer,
  user_id uuid
) partition by list (id);
create table public.parted_1 partition of public.parted for values in (1);
alter table public.parted enable row level security;
alter table public.parted_1 enable row level security;
create policy authenticated_select_own on public.parted for select to authenticated
  using ((select auth.uid()) = user_id);
revoke all on table public.parted from public, anon, authenticated, service_role;
grant select on table public.parted to authenticated;
revoke all on table public.parted_1 from public, anon, authenticated, service_role;

-- table public.reference
create table public.reference (
  id integer not null,
  constraint reference_pkey primary key (id)
);
alter table public.reference enable row level security;
create policy anon_select_all on public.reference for select to anon
  using (true);
create policy authenticated_delete_all on public.reference for delete to authenticated
  using (true);
create policy authenticated_insert_all on public.reference for insert to authenticated
  with check (true);
create policy authenticated_select_all on public.reference for select to authenticated
  using (true);
create policy authenticated_update_all on public.reference for update to authenticated
  using (true)
  with check (true);
revoke all on table public.reference from public, anon, authenticated, service_role;
grant select on table public.reference to anon;
grant select, insert, update, delete on table public.reference to authenticated;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table only public.reference;
  else
    raise warning 'publication % does not exist here: skipped', 'supabase_realtime';
  end if;
end
$$;

-- table public.secret_only
create table public.secret_only (
  id integer not null,
  hidden text,
  constraint secret_only_pkey primary key (id)
);
alter table public.secret_only enable row level security;
create policy anon_select_all on public.secret_only for select to anon
  using (true);
revoke all on table public.secret_only from public, anon, authenticated, service_role;
grant select (id) on table public.secret_only to anon;
grant select (id), insert (id) on table public.secret_only to authenticated;
grant select, insert, update, delete on table public.secret_only to service_role;

-- view public.latest
create view public.latest
  with (security_invoker = true) as
select * from conversations;
revoke all on table public.latest from public, anon, authenticated, service_role;

commit;
