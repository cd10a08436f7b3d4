-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.set_updated_at()
--   create table public."Odd Table" with index, trigger, row security, policy
--   create table public.plain with index, row security, policy
--   create table public.posts with 3 × index, trigger, row security, policy

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.set_updated_at()
create function public.set_updated_at ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
revoke all on routine public.set_updated_at() from public;
comment on routine public.set_updated_at() is 'Keeps updated_at true, whatever a statement writes into it.';

-- table public."Odd Table"
create table public."Odd Table" (
  id integer not null,
  "Removed" timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint "Odd Table_pkey" primary key (id),
  constraint "Odd Table_not_in_future" check ("Removed" <= now())
);
create index "Odd Table_Removed_idx" on public."Odd Table" using btree ("Removed") where "Removed" is not null;
create trigger set_updated_at
  before update on public."Odd Table"
  for each row
  execute function public.set_updated_at();
alter table public."Odd Table" enable row level security;
create policy "Odd Table not deleted" on public."Odd Table" as restrictive for select to public
  using ("Removed" is null);
comment on column public."Odd Table"."Removed" is 'When a Odd Table was removed.';
comment on column public."Odd Table".created_at is 'When the row was added.';
comment on column public."Odd Table".updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.plain
create table public.plain (
  id integer,
  deleted_at timestamptz,
  constraint plain_not_in_future check ("deleted_at" <= now())
);
create index plain_deleted_at_idx on public.plain using btree (deleted_at) where "deleted_at" is not null;
alter table public.plain enable row level security;
create policy "plain not deleted" on public.plain as restrictive for select to public
  using ("deleted_at" is null);
comment on column public.plain.deleted_at is 'When a plain was removed by whom.';

-- table public.posts
create table public.posts (
  id integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  tags text[] not null default '{}',
  constraint posts_pkey primary key (id),
  constraint posts_not_in_future check ("deleted_at" <= now())
);
create index posts_created_at_idx on public.posts using btree (created_at);
create index posts_deleted_at_idx on public.posts using btree (deleted_at) where "deleted_at" is not null;
create index posts_tags_idx on public.posts using gin (tags);
create trigger set_updated_at
  before update on public.posts
  for each row
  execute function public.set_updated_at();
alter table public.posts enable row level security;
create policy "posts not deleted" on public.posts as restrictive for select to public
  using ("deleted_at" is null);
comment on column public.posts.created_at is 'When the row was added.';
comment on column public.posts.deleted_at is 'When a posts was removed.';
comment on column public.posts.updated_at is 'When the row was last changed, kept by a trigger.';

commit;
