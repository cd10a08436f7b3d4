-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.sessions with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.sessions
create table public.sessions (
  id integer not null,
  at timestamptz not null,
  constraint sessions_pkey primary key (id)
);
alter table public.sessions enable row level security;

commit;
