-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.members with row security, policy
--   alter policy public.notes.own
-- Hazards:
--   access_widened: policy public.notes.own
--   access_narrowed: policy public.notes.own

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.members
create table public.members (
  team integer not null,
  name text not null,
  constraint members_pkey primary key (team, name)
);
alter table public.members enable row level security;
create policy own on public.members for select to public
  using (name = current_user);

-- table public.notes
alter policy own on public.notes to public
  using (exists (select from members m where m.team = notes.team and m.name = current_user));

commit;
