-- 20260113000006_collaboration_schema (down): Layer 4, several people working in one session at the same time, with presence, invitations and edit history.
-- Project swissbrain. Written by schemac: change the YAML, not this file.
--   drop function public.generate_share_token(uuid, interval)
--   drop function private.store_share_token(uuid, interval)
--   drop function public.update_participant_presence(uuid, boolean, jsonb)
--   drop table public.collaboration_edits
--   drop policy public.collaboration_participants."Members leave and owners remove"
--   drop policy public.collaboration_participants."Members see each other"
--   drop policy public.collaboration_participants."Members update their presence and owners anyone"
--   drop policy public.collaboration_participants."Only owners change roles"
--   drop policy public.collaboration_participants."Owners add people and the invited join"
--   drop table public.collaboration_participants
--   drop function private.session_role(uuid, uuid)
--   drop function private.invited_role(uuid)
--   drop table public.collaboration_invites
--   drop policy public.collaboration_sessions."Members read their sessions"
--   drop table public.collaboration_sessions
--   drop function private.my_sessions(text)
--   drop job mark_stale_participants_offline
--   drop function public.mark_stale_participants_offline(interval)
-- Hazards:
--   data_loss: table public.collaboration_edits
--   access_narrowed: policy public.collaboration_participants."Members leave and owners remove"
--   access_narrowed: policy public.collaboration_participants."Members see each other"
--   access_narrowed: policy public.collaboration_participants."Members update their presence and owners anyone"
--   access_widened: policy public.collaboration_participants."Only owners change roles"
--   access_narrowed: policy public.collaboration_participants."Owners add people and the invited join"
--   data_loss: table public.collaboration_invites
--   access_narrowed: policy public.collaboration_sessions."Members read their sessions"
--   data_loss: table public.collaboration_participants
--   data_loss: table public.collaboration_sessions

set lock_timeout = '4s';
set search_path = public, extensions;

-- function public.generate_share_token(uuid, interval)
drop function public.generate_share_token(uuid, interval);

-- function private.store_share_token(uuid, interval)
drop function private.store_share_token(uuid, interval);

-- function public.update_participant_presence(uuid, boolean, jsonb)
drop function public.update_participant_presence(uuid, boolean, jsonb);

-- table public.collaboration_edits
drop table public.collaboration_edits;

-- table public.collaboration_participants
drop policy "Members leave and owners remove" on public.collaboration_participants;
drop policy "Members see each other" on public.collaboration_participants;
drop policy "Members update their presence and owners anyone" on public.collaboration_participants;
drop policy "Only owners change roles" on public.collaboration_participants;

-- function private.session_role(uuid, uuid)
drop function private.session_role(uuid, uuid);

-- table public.collaboration_participants
drop policy "Owners add people and the invited join" on public.collaboration_participants;

-- function private.invited_role(uuid)
drop function private.invited_role(uuid);

-- table public.collaboration_invites
drop table public.collaboration_invites;

-- table public.collaboration_sessions
drop policy "Members read their sessions" on public.collaboration_sessions;

-- function private.my_sessions(text)
drop function private.my_sessions(text);

-- job mark_stale_participants_offline
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(jobname) from cron.job where jobname = 'mark_stale_participants_offline';
  else
    raise warning 'pg_cron is not installed here: nothing to unschedule';
  end if;
end
$$;

-- function public.mark_stale_participants_offline(interval)
drop function public.mark_stale_participants_offline(interval);

-- table public.collaboration_participants
drop table public.collaboration_participants;

-- table public.collaboration_sessions
drop table public.collaboration_sessions;
