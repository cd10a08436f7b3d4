-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.profiles.nickname
--   drop constraint public.profiles.profiles_gone_key
--   drop index public.profiles_nickname_idx
--   drop policy public.profiles.p
--   drop column public.profiles.gone
--   alter column public.profiles.nickname
--   create column public.profiles.added
--   create default public.profiles.nickname
--   create constraint public.profiles.c
--   create index public.profiles_nickname_added_idx
--   create policy public.profiles.p
--   create constraint public.profiles.profiles_added_fkey
--   create table public.t with row security
-- Hazards:
--   access_narrowed: policy public.profiles.p
--   data_loss: column public.profiles.gone
--   table_rewrite: column public.profiles.nickname
--   table_scan: column public.profiles.nickname
--   may_fail: column public.profiles.nickname
--   table_scan: constraint public.profiles.c
--   may_fail: constraint public.profiles.c
--   table_scan: index public.profiles_nickname_added_idx
--   access_widened: policy public.profiles.p
--   table_scan: constraint public.profiles.profiles_added_fkey
--   may_fail: constraint public.profiles.profiles_added_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.profiles
alter table public.profiles alter column nickname drop default;
alter table public.profiles drop constraint profiles_gone_key;
drop index public.profiles_nickname_idx;
drop policy p on public.profiles;
alter table public.profiles drop column gone;
alter table public.profiles alter column nickname type varchar(30);
alter table public.profiles alter column nickname set not null;
alter table public.profiles add column if not exists added integer;
alter table public.profiles alter column nickname set default 'y';
alter table public.profiles add constraint c check (added > 0);
create index profiles_nickname_added_idx on public.profiles using btree (nickname, added);
create policy p on public.profiles for all to public
  using (nickname = 'y');
comment on column public.profiles.nickname is 'Nick.';

-- table public.t
create table public.t (
  id integer not null,
  constraint t_pkey primary key (id)
);

-- table public.profiles
alter table public.profiles add constraint profiles_added_fkey foreign key (added) references public.t;

-- table public.t
alter table public.t enable row level security;

commit;
