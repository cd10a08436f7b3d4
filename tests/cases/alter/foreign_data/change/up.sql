-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop user mapping for public server gone
--   drop server gone
--   drop foreign table public.dropped
--   drop default public.events.kind
--   drop constraint public.events.positive
--   drop column public.events.gone
--   alter foreign table public.events
--   alter column public.events.id
--   alter column public.events.kind
--   create column public.events.added
--   create constraint public.events.positive
--   create trigger public.events.stamp
--   create function public.stamp()
--   alter foreign data wrapper checked
--   alter foreign data wrapper late
--   alter foreign data wrapper plain
--   alter server far
--   create server new
--   alter user mapping for app server far
--   create foreign table public.made
-- Hazards:
--   access_narrowed: grants of server far
--   data_loss: user mapping for public server gone
--   data_loss: server gone
--   data_loss: column public.events.gone
--   access_widened: grants of foreign table public.events

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- server far
revoke all on foreign server far from app;

-- user mapping for public server gone
drop user mapping for public server gone;

-- server gone
drop server gone;

-- foreign table public.dropped
drop foreign table public.dropped;

-- foreign table public.events
alter table public.events alter column kind drop default;
alter table public.events drop constraint positive;
alter table public.events drop column gone;

-- function public.stamp()
create function public.stamp ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin return new; end;
$$;
revoke all on routine public.stamp() from public;

-- foreign data wrapper checked
alter foreign data wrapper checked no validator options (add host 'far');
comment on foreign data wrapper checked is 'After.';

-- foreign data wrapper late
alter foreign data wrapper late validator pg_catalog.postgresql_fdw_validator;

-- foreign data wrapper plain
alter foreign data wrapper plain options (drop old, set debug 'false', add new 'it''s');

-- server far
alter server far version null options (drop port, add dbname 'facts', set host 'near');
comment on server far is 'Far away.';

-- server new
create server new version '2' foreign data wrapper checked;

-- user mapping for app server far
alter user mapping for app server far options (drop timeout, set "user" 'writer');

-- foreign table public.events
alter foreign table public.events inherit public.base;
alter foreign table public.events options (drop batch, set path '/all', add size '7');
alter table public.events alter column id set not null;
alter table public.events alter column id options (drop format, set name 'number', add place 'y');
alter table public.events alter column kind type varchar(9);
alter table public.events add column added integer options (a 'b') not null default 4;
alter table public.events add constraint positive check (id > 1);
create trigger stamp
  before insert on public.events
  for each row
  execute function public.stamp();
grant insert on table public.events to app;
comment on foreign table public.events is 'What happened elsewhere.';
comment on column public.events.kind is 'What sort of event.';

-- foreign table public.made
create foreign table public.made (
  id integer
) server new;

commit;
