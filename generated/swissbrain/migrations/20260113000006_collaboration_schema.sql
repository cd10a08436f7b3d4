-- 20260113000006_collaboration_schema: Layer 4, several people working in one session at the same time, with presence, invitations and edit history.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   create table public.collaboration_sessions with 4 × index, trigger, row security, 5 × policy, publication membership
--   create function private.store_share_token(uuid, interval)
--   create function public.generate_share_token(uuid, interval)
--   create table public.collaboration_edits with 3 × index, row security, 5 × policy
--   create table public.collaboration_invites with 5 × index, row security, 5 × policy
--   create function private.invited_role(uuid)
--   create table public.collaboration_participants with 2 × index, row security, 5 × policy, publication membership
--   create function private.my_sessions(text)
--   create function private.session_role(uuid, uuid)
--   create function public.mark_stale_participants_offline(interval)
--   create function public.update_participant_presence(uuid, boolean, jsonb)
--   create job mark_stale_participants_offline

set lock_timeout = '4s';
set search_path = public, extensions;

-- table public.collaboration_sessions
create table public.collaboration_sessions (
  id uuid not null default gen_random_uuid(),
  owner_id uuid not null,
  run_id uuid,
  title text not null,
  visibility text not null default 'private',
  link_role text not null default 'viewer',
  share_token_hash bytea,
  share_token_expires_at timestamptz,
  status text not null default 'open',
  document_snapshot bytea,
  snapshot_edit_id bigint,
  last_activity_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint collaboration_sessions_pkey primary key (id),
  constraint collaboration_sessions_owner_id_fkey foreign key (owner_id) references auth.users (id) on delete cascade,
  constraint collaboration_sessions_run_id_owner_id_fkey foreign key (run_id, owner_id) references public.agent_runs (id, user_id) on delete set null (run_id),
  constraint collaboration_sessions_link_role_check check (link_role in ('editor', 'viewer')),
  constraint collaboration_sessions_status_check check (status in ('open', 'closed')),
  constraint collaboration_sessions_token_ends check (share_token_hash is null or share_token_expires_at is not null),
  constraint collaboration_sessions_visibility_check check (visibility in ('private', 'link', 'public'))
);

-- function private.store_share_token(uuid, interval)
create function private.store_share_token (of_session uuid, valid_for interval)
returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  token text;
begin
  if valid_for is null or valid_for <= interval '0' then
    raise exception 'A share token has to be valid for some time.' using errcode = 'invalid_parameter_value';
  end if;

  -- 32 random bytes in the alphabet of URLs.
  token := translate(encode(extensions.gen_random_bytes(32), 'base64'), E'+/=\n', '-_');

  update public.collaboration_sessions
  set share_token_hash = sha256(convert_to(token, 'UTF8')),
      share_token_expires_at = now() + valid_for,
      visibility = case when visibility = 'private' then 'link' else visibility end
  where id = of_session
    and status = 'open'
    and (owner_id = (select auth.uid()) or (select auth.role()) = 'service_role');
  if not found then
    raise exception 'There is no open session % of yours.', of_session using errcode = 'insufficient_privilege';
  end if;
  return token;
end;
$$;
revoke all on routine private.store_share_token(uuid, interval) from public, anon, authenticated, service_role;
grant execute on routine private.store_share_token(uuid, interval) to authenticated;
grant execute on routine private.store_share_token(uuid, interval) to service_role;
comment on routine private.store_share_token(uuid, interval) is 'The part of generate_share_token() that needs more rights than its caller has: it makes the token and stores its hash. Checks itself that the session belongs to the caller, unless the caller is the backend.';

-- function public.generate_share_token(uuid, interval)
create function public.generate_share_token (of_session uuid, valid_for interval default '7 days')
returns text
language sql
set search_path = ''
as $$
select private.store_share_token(of_session, valid_for);
$$;
revoke all on routine public.generate_share_token(uuid, interval) from public, anon, authenticated, service_role;
grant execute on routine public.generate_share_token(uuid, interval) to authenticated;
grant execute on routine public.generate_share_token(uuid, interval) to service_role;
comment on routine public.generate_share_token(uuid, interval) is 'Makes a new share token for one of the caller''s sessions and returns it, for the only time. A token made before ends with it. A private session becomes one that can be joined by link.';

-- table public.collaboration_edits
create table public.collaboration_edits (
  id bigint not null generated always as identity,
  session_id uuid not null,
  user_id uuid,
  kind text not null default 'update',
  yjs_update bytea not null,
  description text,
  reverts_edit_id bigint,
  undone_at timestamptz,
  created_at timestamptz not null default now(),
  constraint collaboration_edits_pkey primary key (id),
  constraint collaboration_edits_reverts_edit_id_fkey foreign key (reverts_edit_id) references public.collaboration_edits (id) on delete set null,
  constraint collaboration_edits_session_id_fkey foreign key (session_id) references public.collaboration_sessions (id) on delete cascade,
  constraint collaboration_edits_user_id_fkey foreign key (user_id) references auth.users (id) on delete set null,
  constraint collaboration_edits_kind_check check (kind in ('update', 'format', 'comment', 'undo', 'redo')),
  constraint collaboration_edits_not_empty check (octet_length(yjs_update) > 0)
);
revoke all on sequence public.collaboration_edits_id_seq from public, anon, authenticated, service_role;
create index collaboration_edits_reverts_edit_id_idx on public.collaboration_edits using btree (reverts_edit_id);
create index collaboration_edits_session_id_id_idx on public.collaboration_edits using btree (session_id, id);
create index collaboration_edits_user_id_created_at_idx on public.collaboration_edits using btree (user_id, created_at desc);
alter table public.collaboration_edits enable row level security;
create policy "Closed sessions take no more edits" on public.collaboration_edits as restrictive for insert to authenticated
  with check (session_id in (select s.id from public.collaboration_sessions s where s.status = 'open'));
comment on table public.collaboration_edits is 'Every change to a session''s document in the order of arrival. It is the audit trail and what undo works on. The bytes never change afterwards; to undo is to add the opposite change and mark the first one.';
comment on policy "Closed sessions take no more edits" on public.collaboration_edits is 'Stands above every permission to write, also above those that may be added later.';
comment on column public.collaboration_edits.description is 'For people, such as "rewrote the second paragraph".';
comment on column public.collaboration_edits.id is 'Also the order in which changes are applied.';
comment on column public.collaboration_edits.reverts_edit_id is 'The change that this undo takes back.';
comment on column public.collaboration_edits.undone_at is 'When the change was taken back.';
comment on column public.collaboration_edits.user_id is 'Who made the change; null when the account is gone.';
comment on column public.collaboration_edits.yjs_update is 'The change as Yjs encodes it; can be applied in any order and more than once.';

-- table public.collaboration_invites
create table public.collaboration_invites (
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  invited_by uuid not null,
  email text not null,
  role text not null default 'viewer',
  message text,
  token_hash bytea,
  status text not null default 'pending',
  expires_at timestamptz not null default now() + interval '7 days',
  responded_at timestamptz,
  created_at timestamptz not null default now(),
  constraint collaboration_invites_pkey primary key (id),
  constraint collaboration_invites_invited_by_fkey foreign key (invited_by) references auth.users (id) on delete cascade,
  constraint collaboration_invites_session_id_fkey foreign key (session_id) references public.collaboration_sessions (id) on delete cascade,
  constraint collaboration_invites_email_shape check (email like '%_@_%'),
  constraint collaboration_invites_ends_after_start check (expires_at > created_at),
  constraint collaboration_invites_role_check check (role in ('editor', 'viewer')),
  constraint collaboration_invites_status_check check (status in ('pending', 'accepted', 'declined', 'revoked'))
);

-- function private.invited_role(uuid)
create function private.invited_role (to_session uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
select min(role)
from public.collaboration_invites
where session_id = to_session
  and lower(email) = (select lower(auth.jwt() ->> 'email'))
  and status = 'pending'
  and expires_at > now();
$$;
revoke all on routine private.invited_role(uuid) from public, anon, authenticated, service_role;
grant execute on routine private.invited_role(uuid) to authenticated;
comment on routine private.invited_role(uuid) is 'The role that an open invitation gives to the current user, or null without one. Of several invitations the one to edit wins.';

-- table public.collaboration_invites
create index collaboration_invites_email_idx on public.collaboration_invites using btree ((lower(email)), status);
create index collaboration_invites_invited_by_idx on public.collaboration_invites using btree (invited_by);
create unique index collaboration_invites_one_pending_idx on public.collaboration_invites using btree (session_id, (lower(email))) where status = 'pending';
create index collaboration_invites_session_id_created_at_idx on public.collaboration_invites using btree (session_id, created_at desc);
create unique index collaboration_invites_token_hash_idx on public.collaboration_invites using btree (token_hash) where token_hash is not null;
alter table public.collaboration_invites enable row level security;
create policy "Expired invitations cannot be accepted" on public.collaboration_invites as restrictive for update to authenticated
  using (status = 'pending')
  with check (status <> 'accepted' or expires_at > now());
comment on table public.collaboration_invites is 'An invitation to a session, sent to an e-mail address that need not have an account yet.';
comment on policy "Expired invitations cannot be accepted" on public.collaboration_invites is 'Declining and revoking remain possible after the end.';
comment on column public.collaboration_invites.email is 'Compared without regard to case with the address in the token of the reader.';
comment on column public.collaboration_invites.message is 'A line to go with the mail.';
comment on column public.collaboration_invites.status is 'An invitation past its end stays pending and no longer lets in.';
comment on column public.collaboration_invites.token_hash is 'SHA-256 of the token in the link of the mail.';
comment on index public.collaboration_invites_one_pending_idx is 'Nobody is invited twice to the same session while the first invitation is open.';

-- table public.collaboration_participants
create table public.collaboration_participants (
  id uuid not null default gen_random_uuid(),
  session_id uuid not null,
  user_id uuid not null,
  role text not null default 'viewer',
  display_name text,
  color text not null default '#3b82f6',
  is_online boolean not null default false,
  cursor_position jsonb,
  last_seen_at timestamptz not null default now(),
  joined_at timestamptz not null default now(),
  constraint collaboration_participants_pkey primary key (id),
  constraint collaboration_participants_session_id_user_id_key unique (session_id, user_id),
  constraint collaboration_participants_session_id_fkey foreign key (session_id) references public.collaboration_sessions (id) on delete cascade,
  constraint collaboration_participants_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint collaboration_participants_color_shape check (color ~ '^#[0-9a-fA-F]{6}$'),
  constraint collaboration_participants_role_check check (role in ('owner', 'editor', 'viewer'))
);

-- function private.my_sessions(text)
create function private.my_sessions (least_role text)
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
select id
from public.collaboration_sessions
where owner_id = (select auth.uid())
union all
select session_id
from public.collaboration_participants
where user_id = (select auth.uid())
  and (least_role = 'viewer' or (least_role = 'editor' and role in ('editor', 'owner')));
$$;
revoke all on routine private.my_sessions(text) from public, anon, authenticated, service_role;
grant execute on routine private.my_sessions(text) to authenticated;
comment on routine private.my_sessions(text) is 'The sessions in which the current user has at least the given role: viewer, editor or owner. Policies call it inside a subquery, so it runs once for a statement. It reads past row security on purpose; otherwise the policies of sessions and participants would call each other without end.';

-- function private.session_role(uuid, uuid)
create function private.session_role (of_session uuid, of_user uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
select role
from public.collaboration_participants
where session_id = of_session
  and user_id = of_user
  and (user_id = (select auth.uid()) or session_id in (select private.my_sessions('owner')));
$$;
revoke all on routine private.session_role(uuid, uuid) from public, anon, authenticated, service_role;
grant execute on routine private.session_role(uuid, uuid) to authenticated;
comment on routine private.session_role(uuid, uuid) is 'The stored role of a participant, or null. Within a policy this is the role from before the statement.';

-- function public.mark_stale_participants_offline(interval)
create function public.mark_stale_participants_offline (stale_after interval default '2 minutes')
returns integer
language plpgsql
set search_path = ''
as $$
declare
  marked integer;
begin
  update public.collaboration_participants
  set is_online = false,
      cursor_position = null
  where is_online
    and last_seen_at < now() - stale_after;
  get diagnostics marked = row_count;
  return marked;
end;
$$;
revoke all on routine public.mark_stale_participants_offline(interval) from public, anon, authenticated, service_role;
grant execute on routine public.mark_stale_participants_offline(interval) to service_role;
comment on routine public.mark_stale_participants_offline(interval) is 'Marks participants as offline who have given no sign of life for two minutes, say because a laptop was closed. Returns how many.';

-- function public.update_participant_presence(uuid, boolean, jsonb)
create function public.update_participant_presence (in_session uuid, online boolean default true, cursor_at jsonb default null)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.collaboration_participants
  set is_online = online,
      cursor_position = case when online then cursor_at end,
      last_seen_at = now()
  where session_id = in_session
    and user_id = (select auth.uid());
  return found;
end;
$$;
revoke all on routine public.update_participant_presence(uuid, boolean, jsonb) from public, anon, authenticated, service_role;
grant execute on routine public.update_participant_presence(uuid, boolean, jsonb) to authenticated;
comment on routine public.update_participant_presence(uuid, boolean, jsonb) is 'The heartbeat of an open editor, to be called every half minute and when the cursor moves. Returns false if the caller does not take part in the session. Runs with the rights of the caller; the policies see to it that only their own row changes.';

-- table public.collaboration_edits
create policy "Authors and owners mark edits as undone" on public.collaboration_edits for update to authenticated
  using (user_id = (select auth.uid()) or session_id in (select private.my_sessions('owner')))
  with check (session_id in (select private.my_sessions('editor')));
create policy "Editors write in their own name" on public.collaboration_edits for insert to authenticated
  with check (user_id = (select auth.uid()) and session_id in (select private.my_sessions('editor')));
create policy "Members read the history" on public.collaboration_edits for select to authenticated
  using (session_id in (select private.my_sessions('viewer')));
create policy "Owners clear the history" on public.collaboration_edits for delete to authenticated
  using (session_id in (select private.my_sessions('owner')));
revoke all on table public.collaboration_edits from public, anon, authenticated, service_role;
grant select, delete, insert (description, kind, reverts_edit_id, session_id, user_id, yjs_update), update (undone_at) on table public.collaboration_edits to authenticated;
grant select, insert, update, delete on table public.collaboration_edits to service_role;
comment on policy "Authors and owners mark edits as undone" on public.collaboration_edits is 'Whoever has lost the right to edit cannot undo either. Only undone_at can be written.';
comment on policy "Editors write in their own name" on public.collaboration_edits is 'Owners count as editors.';
comment on policy "Members read the history" on public.collaboration_edits is 'Readers of a public session get the snapshot and not the history.';
comment on policy "Owners clear the history" on public.collaboration_edits is 'For instance after something was pasted that should never have been there.';

-- table public.collaboration_invites
create policy "Owners invite anyone and editors invite viewers" on public.collaboration_invites for insert to authenticated
  with check (invited_by = (select auth.uid()) and (session_id in (select private.my_sessions('owner'))
     or (role = 'viewer' and session_id in (select private.my_sessions('editor')))));
create policy "Senders and owners delete invitations" on public.collaboration_invites for delete to authenticated
  using (invited_by = (select auth.uid()) or session_id in (select private.my_sessions('owner')));
create policy "Senders, owners and the invited see an invitation" on public.collaboration_invites for select to authenticated
  using (invited_by = (select auth.uid()) or lower(email) = (select lower(auth.jwt() ->> 'email')) or session_id in (select private.my_sessions('owner')));
create policy "The invited answer and senders revoke" on public.collaboration_invites for update to authenticated
  using (status = 'pending' and (lower(email) = (select lower(auth.jwt() ->> 'email'))
     or invited_by = (select auth.uid())
     or session_id in (select private.my_sessions('owner'))))
  with check ((status in ('accepted', 'declined') and lower(email) = (select lower(auth.jwt() ->> 'email'))) or (status = 'revoked'
    and (invited_by = (select auth.uid()) or session_id in (select private.my_sessions('owner')))));
revoke all on table public.collaboration_invites from public, anon, authenticated, service_role;
grant delete, select (created_at, email, expires_at, id, invited_by, message, responded_at, role, session_id, status), insert (email, expires_at, invited_by, message, role, session_id), update (responded_at, status) on table public.collaboration_invites to authenticated;
grant select, insert, update, delete on table public.collaboration_invites to service_role;
comment on policy "Owners invite anyone and editors invite viewers" on public.collaboration_invites is 'An editor can show the work to others without letting them write.';
comment on policy "Senders and owners delete invitations" on public.collaboration_invites is 'Takes back an invitation without a trace; revoking leaves one.';
comment on policy "Senders, owners and the invited see an invitation" on public.collaboration_invites is 'The address comes from the signed token and not from anything the user can edit.';
comment on policy "The invited answer and senders revoke" on public.collaboration_invites is 'An answer is final; whoever changed their mind needs a new invitation.';

-- table public.collaboration_participants
create index collaboration_participants_online_idx on public.collaboration_participants using btree (last_seen_at) where is_online;
create index collaboration_participants_user_id_idx on public.collaboration_participants using btree (user_id);
alter table public.collaboration_participants enable row level security;
create policy "Members leave and owners remove" on public.collaboration_participants for delete to authenticated
  using (user_id = (select auth.uid()) or session_id in (select private.my_sessions('owner')));
create policy "Members see each other" on public.collaboration_participants for select to authenticated
  using (user_id = (select auth.uid()) or session_id in (select private.my_sessions('viewer')));
create policy "Members update their presence and owners anyone" on public.collaboration_participants for update to authenticated
  using (user_id = (select auth.uid()) or session_id in (select private.my_sessions('owner')))
  with check (user_id = (select auth.uid()) or session_id in (select private.my_sessions('owner')));
create policy "Only owners change roles" on public.collaboration_participants as restrictive for update to authenticated
  using (user_id = (select auth.uid()) or role <> 'owner')
  with check (role = private.session_role(session_id, user_id) or (role <> 'owner' and session_id in (select private.my_sessions('owner'))));
create policy "Owners add people and the invited join" on public.collaboration_participants for insert to authenticated
  with check (case
  when session_id in (select private.my_sessions('owner')) then (role = 'owner') = (user_id = (select auth.uid()))
  else user_id = (select auth.uid()) and role = private.invited_role(session_id)
end);
revoke all on table public.collaboration_participants from public, anon, authenticated, service_role;
grant select, delete, insert (color, display_name, role, session_id, user_id), update (color, cursor_position, display_name, is_online, last_seen_at, role) on table public.collaboration_participants to authenticated;
grant select, insert, update, delete on table public.collaboration_participants to service_role;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table public.collaboration_participants;
  else
    raise warning 'publication % does not exist here: skipped', 'supabase_realtime';
  end if;
end
$$;
comment on table public.collaboration_participants is 'Who takes part in a session, in which role, and whether they are there now and where their cursor stands.';
comment on policy "Members leave and owners remove" on public.collaboration_participants is 'An owner who leaves stays owner of the session and can join again.';
comment on policy "Members see each other" on public.collaboration_participants is 'Asks through a helper function, since a policy that reads its own table would go round in a circle.';
comment on policy "Members update their presence and owners anyone" on public.collaboration_participants is 'Presence is normally written by update_participant_presence().';
comment on policy "Only owners change roles" on public.collaboration_participants is 'The helper sees the role as it was before the statement, so nobody promotes themselves. Ownership is never given away here.';
comment on policy "Owners add people and the invited join" on public.collaboration_participants is 'Joins come first and the invitation is accepted afterwards, because only an open one lets in. Holders of a share token are added by the backend, which compares the hash.';
comment on column public.collaboration_participants.color is 'Colour of the cursor, written #rrggbb.';
comment on column public.collaboration_participants.cursor_position is 'A Yjs relative position with the selection; null when nothing is in focus.';
comment on column public.collaboration_participants.display_name is 'Name beside the cursor.';
comment on column public.collaboration_participants.is_online is 'Falls back to false two minutes after the last sign of life.';
comment on index public.collaboration_participants_online_idx is 'For mark_stale_participants_offline(), which only looks at those who seem to be there.';

-- table public.collaboration_sessions
create index collaboration_sessions_owner_id_last_activity_at_idx on public.collaboration_sessions using btree (owner_id, last_activity_at desc);
create index collaboration_sessions_public_idx on public.collaboration_sessions using btree (last_activity_at desc) where visibility = 'public';
create index collaboration_sessions_run_id_owner_id_idx on public.collaboration_sessions using btree (run_id, owner_id);
create unique index collaboration_sessions_share_token_hash_idx on public.collaboration_sessions using btree (share_token_hash) where share_token_hash is not null;
create trigger set_updated_at
  before update on public.collaboration_sessions
  for each row
  execute function public.set_updated_at();
alter table public.collaboration_sessions enable row level security;
create policy "Members read their sessions" on public.collaboration_sessions for select to authenticated
  using (owner_id = (select auth.uid()) or visibility = 'public' or id in (select private.my_sessions('viewer')));
create policy "Owners delete sessions" on public.collaboration_sessions for delete to authenticated
  using (owner_id = (select auth.uid()));
create policy "Owners settle title and access" on public.collaboration_sessions for update to authenticated
  using (owner_id = (select auth.uid()))
  with check (owner_id = (select auth.uid()));
create policy "Users open sessions" on public.collaboration_sessions for insert to authenticated
  with check (owner_id = (select auth.uid()));
create policy "Visitors read public sessions" on public.collaboration_sessions for select to anon
  using (visibility = 'public');
revoke all on table public.collaboration_sessions from public, anon, authenticated, service_role;
grant select (created_at, document_snapshot, id, last_activity_at, snapshot_edit_id, status, title, updated_at, visibility) on table public.collaboration_sessions to anon;
grant delete, select (created_at, document_snapshot, id, last_activity_at, link_role, owner_id, run_id, share_token_expires_at, snapshot_edit_id, status, title, updated_at, visibility), insert (link_role, owner_id, run_id, title, visibility), update (last_activity_at, link_role, status, title, visibility) on table public.collaboration_sessions to authenticated;
grant select, insert, update, delete on table public.collaboration_sessions to service_role;
do $$
begin
  if exists (select from pg_catalog.pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table public.collaboration_sessions;
  else
    raise warning 'publication % does not exist here: skipped', 'supabase_realtime';
  end if;
end
$$;
comment on table public.collaboration_sessions is 'A document that several people edit at once. The text is a Yjs document: each change is an update in collaboration_edits, and from time to time all of them are folded into the snapshot here.';
comment on policy "Members read their sessions" on public.collaboration_sessions is 'The owner is named on its own, so that a session can be returned by the statement that inserts it.';
comment on policy "Owners delete sessions" on public.collaboration_sessions is 'Participants, invitations and the history go with it.';
comment on policy "Owners settle title and access" on public.collaboration_sessions is 'Editors change the document through collaboration_edits and not through this row.';
comment on policy "Users open sessions" on public.collaboration_sessions is 'The foreign key to the run refuses runs of other people.';
comment on policy "Visitors read public sessions" on public.collaboration_sessions is 'Without the owner''s id, which anon has no grant for.';
comment on column public.collaboration_sessions.created_at is 'When the row was added.';
comment on column public.collaboration_sessions.document_snapshot is 'Yjs state of the whole document, written by the backend.';
comment on column public.collaboration_sessions.link_role is 'What the share token makes of its holder.';
comment on column public.collaboration_sessions.owner_id is 'Who opened the session, with all rights, whether listed as a participant or not.';
comment on column public.collaboration_sessions.run_id is 'The run that is worked on together; always one of the owner''s.';
comment on column public.collaboration_sessions.share_token_hash is 'SHA-256 of the share token. The token itself is shown once by generate_share_token() and kept nowhere.';
comment on column public.collaboration_sessions.snapshot_edit_id is 'The last edit that the snapshot contains; later ones are applied on top.';
comment on column public.collaboration_sessions.status is 'A closed session can be read and no longer edited.';
comment on column public.collaboration_sessions.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.collaboration_sessions.visibility is 'Private takes invitations, link also lets in holders of the share token, and public lets everybody read.';

-- job mark_stale_participants_offline
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('mark_stale_participants_offline', '* * * * *', 'select public.mark_stale_participants_offline()');
  else
    raise warning 'pg_cron is not installed here: job mark_stale_participants_offline is not scheduled';
  end if;
end
$$;
