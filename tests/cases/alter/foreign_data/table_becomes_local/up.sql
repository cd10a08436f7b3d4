-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop foreign table public.events
--   create table public.events with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- foreign table public.events
drop foreign table public.events;

-- table public.events
create table public.events (
  id integer,
  kind text
);
alter table public.events enable row level security;

commit;
