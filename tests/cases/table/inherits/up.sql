-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public."Base" with row security
--   create table public.child with index, row security, policy
--   create table public.a_deep with row security
--   create table public.other with row security
--   create table public.merged with row security
--   create table public.nothing with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public."Base"
create table public."Base" (
  id bigint not null,
  name text default 'x',
  constraint named check (name <> '')
);
alter table public."Base" enable row level security;
comment on column public."Base".name is 'Its name.';

-- table public.child
create table public.child (
  own text,
  constraint child_pkey primary key (id)
) inherits (public."Base");

-- table public.a_deep
create table public.a_deep (
  deeper integer,
  constraint a_deep_name_key unique (name)
) inherits (public.child);
alter table public.a_deep enable row level security;

-- table public.child
create index child_name_own_idx on public.child using btree (name, own);
alter table public.child enable row level security;
create policy p on public.child for select to public
  using (name = own);
comment on table public.child is 'It has one column more.';

-- table public.other
create table public.other (
  x integer,
  y text
);

-- table public.merged
create table public.merged (
  name text default 'y',
  last integer
) inherits (public."Base", public.other);
alter table public.merged enable row level security;

-- table public.nothing
create table public.nothing () inherits (public.other);
alter table public.nothing enable row level security;

-- table public.other
alter table public.other enable row level security;

commit;
