-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create function "Odd Schema"."Fire!"()
--   create function public.touch()
--   create trigger legacy.users.on_user_created
--   create table public.events with 15 × trigger, row security
--   create table public.other with row security
--   create view public.shown with trigger

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- function "Odd Schema"."Fire!"()
create function "Odd Schema"."Fire!" ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin return null; end;
$$;
revoke all on routine "Odd Schema"."Fire!"() from public;

-- function public.touch()
create function public.touch ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  return coalesce(new, old);
end;
$$;
revoke all on routine public.touch() from public;

-- table legacy.users
create trigger on_user_created
  after insert on legacy.users
  for each row
  execute function public.touch();
alter table legacy.users enable always trigger on_user_created;
comment on trigger on_user_created on legacy.users is 'On a foreign table.';

-- table public.events
create table public.events (
  id integer not null,
  email text,
  "Odd Col" text,
  constraint events_pkey primary key (id)
);
create trigger "Odd Name"
  after insert on public.events
  for each row
  execute function "Odd Schema"."Fire!"();
create trigger after_statement
  after insert or update or delete or truncate on public.events
  for each statement
  execute function public.touch();
create trigger always
  before insert on public.events
  for each row
  execute function public.touch();
alter table public.events enable always trigger always;
create trigger before_row
  before insert or update of email, "Odd Col" or delete on public.events
  for each row
  execute function public.touch();
create trigger before_truncate
  before truncate on public.events
  for each statement
  execute function public.touch();
create trigger builtin
  before update on public.events
  for each row
  execute function pg_catalog.suppress_redundant_updates_trigger();
create trigger conditional
  after update on public.events
  for each row
  when (old.email is distinct from new.email)
  execute function public.touch('a', 'it''s', '3', '');
create constraint trigger "deferrable"
  after update on public.events
  deferrable
  for each row
  execute function public.touch();
create constraint trigger deferred
  after insert on public.events
  deferrable initially deferred
  for each row
  execute function public.touch();
create trigger off
  before insert on public.events
  for each row
  execute function public.touch();
alter table public.events disable trigger off;
create trigger only_new
  after insert on public.events
  referencing new table as new_rows
  for each row
  execute function public.touch();
create trigger origin
  before insert on public.events
  for each row
  execute function public.touch();
create trigger replica
  before insert on public.events
  for each row
  execute function public.touch();
alter table public.events enable replica trigger replica;
create trigger transition
  after update on public.events
  referencing old table as old_rows new table as "New Rows"
  for each statement
  execute function public.touch();
alter table public.events enable row level security;
comment on trigger before_row on public.events is 'It''s called.';

-- table public.other
create table public.other (
  id integer not null,
  constraint other_pkey primary key (id)
);

-- table public.events
create constraint trigger constrained
  after delete on public.events
  from public.other
  for each row
  when (old.id > 0)
  execute function public.touch();

-- table public.other
alter table public.other enable row level security;

-- view public.shown
create view public.shown
  with (security_invoker = true) as
select * from events;
create trigger instead
  instead of insert or update or delete on public.shown
  for each row
  execute function public.touch();
comment on trigger instead on public.shown is 'On a view.';

commit;
