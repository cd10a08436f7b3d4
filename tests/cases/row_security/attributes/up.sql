-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.forced with row security
--   create table public.forced_open with row security
--   create table public.open
--   create table public.plain with row security
--   create table public.said with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.forced
create table public.forced (
  a integer
);
alter table public.forced enable row level security;
alter table public.forced force row level security;

-- table public.forced_open
create table public.forced_open (
  a integer
);
alter table public.forced_open force row level security;

-- table public.open
create table public.open (
  a integer
);

-- table public.plain
create table public.plain (
  a integer
);
alter table public.plain enable row level security;

-- table public.said
create table public.said (
  a integer
);
alter table public.said enable row level security;

commit;
