-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create user mapping for app server far
--   drop table public.here
--   create foreign table public.events
--   drop foreign table public.there
--   create view public.recent
--   create foreign table public.moved
--   create server far
--   create table public.there with row security
--   create foreign table public.here
-- Hazards:
--   data_loss: user mapping for app server far
--   data_loss: table public.here
--   data_loss: server far
--   access_widened: grants of server far
--   access_widened: grants of foreign table public.moved

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- user mapping for app server far
drop user mapping for app server far;

-- table public.here
drop table public.here;

-- foreign table public.events
drop foreign table public.events;

-- foreign table public.there
drop foreign table public.there;

-- view public.recent
drop view public.recent;

-- foreign table public.moved
drop foreign table public.moved;

-- server far
drop server far;
create server far type 'storage' foreign data wrapper two;
grant usage on foreign server far to app;

-- user mapping for app server far
create user mapping for app server far options ("user" 'reader');

-- table public.there
create table public.there (
  id integer
);
alter table public.there enable row level security;

-- foreign table public.events
create foreign table public.events (
  id integer
) server far;
comment on foreign table public.events is 'What happened elsewhere.';

-- foreign table public.here
create foreign table public.here (
  id integer
) server near;

-- foreign table public.moved
create foreign table public.moved (
  id integer
) server near;
grant select on table public.moved to app;
comment on column public.moved.id is 'Its number.';

-- view public.recent
create view public.recent
  with (security_invoker = true) as
select id from moved;

commit;
