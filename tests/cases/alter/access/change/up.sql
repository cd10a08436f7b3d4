-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop policy public.t.anon_select_all
--   drop policy public.t.authenticated_select_own
--   create policy public.t.authenticated_select_all
--   create policy public.t.authenticated_update_own
-- Hazards:
--   access_narrowed: grants of table public.t
--   access_narrowed: policy public.t.anon_select_all
--   access_narrowed: policy public.t.authenticated_select_own
--   access_widened: policy public.t.authenticated_select_all
--   access_widened: policy public.t.authenticated_update_own
--   access_widened: grants of table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
revoke all on table public.t from anon, authenticated;
drop policy anon_select_all on public.t;
drop policy authenticated_select_own on public.t;
create policy authenticated_select_all on public.t for select to authenticated
  using (true);
create policy authenticated_update_own on public.t for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
grant select (id, title, user_id), insert (id, title, user_id), update (title) on table public.t to authenticated;
grant select, insert, update, delete on table public.t to service_role;

commit;
