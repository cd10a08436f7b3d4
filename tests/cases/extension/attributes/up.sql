-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension citext
--   create extension pg_trgm
--   create table public.people with index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension citext
create schema if not exists extensions;
create extension if not exists citext with schema extensions;
comment on extension citext is 'Text without case.';

-- extension pg_trgm
create extension if not exists pg_trgm with schema public version '1.6';

-- table public.people
create table public.people (
  email extensions.citext not null,
  emails extensions.citext[],
  name text,
  constraint people_pkey primary key (email)
);
create index people_name_idx on public.people using gin (name public.gin_trgm_ops);
alter table public.people enable row level security;

commit;
