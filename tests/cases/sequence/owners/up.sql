-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.one with sequence, row security
--   create table public.two with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.one
create table public.one (
  n bigint,
  m bigint
);
create sequence public.counter as bigint owned by public.one.n;
alter table public.one enable row level security;

-- table public.two
create table public.two (
  n bigint
);
alter table public.two enable row level security;

commit;
