-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.is_admin()
--   create table public.teams with row security
--   create table public.posts with row security, 10 × policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.is_admin()
create function public.is_admin ()
returns boolean
language sql
stable
set search_path = ''
as $$
select true
$$;
revoke all on routine public.is_admin() from public;

-- table public.teams
create table public.teams (
  id integer not null,
  name text,
  constraint teams_pkey primary key (id)
);

-- table public.posts
create table public.posts (
  id integer not null,
  author text,
  team_id integer,
  published boolean,
  constraint posts_pkey primary key (id),
  constraint posts_team_id_fkey foreign key (team_id) references public.teams
);
alter table public.posts enable row level security;
create policy "Quo""ted, ""name""" on public.posts for select to public
  using (exists (select from teams t where t.id = team_id and t.name = 'it''s'));
create policy "Users can read own" on public.posts for select to reader, writer
  using (author = current_user);
create policy everybody on public.posts for all to public
  using (true);
create policy for_public on public.posts for delete to public
  using (published);
create policy insert_own on public.posts for insert to writer
  with check (author = current_user and (select is_admin()));
create policy restrict_all on public.posts as restrictive for all to current_user, session_user
  using (true)
  with check (false);
create policy sixty_three_bytes_long_name_which_is_as_long_as_postgres_allows on public.posts for select to public
  using (-- a comment
id > 1);
create policy update_check on public.posts for update to writer
  with check (id > 0);
create policy update_own on public.posts for update to writer
  using (author = current_user)
  with check (author = current_user);
create policy update_using on public.posts for update to "Odd Role"
  using (not published);
comment on policy "Users can read own" on public.posts is 'It''s theirs.';

-- table public.teams
alter table public.teams enable row level security;

commit;
