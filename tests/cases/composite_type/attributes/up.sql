-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create enum public.level
--   create composite type public.address
--   create composite type public.nothing
--   create composite type public.person
--   create function public.everybody()
--   create function public.street(public.address)
--   create table public.people with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.level
create type public.level as enum ('low', 'high');

-- composite type public.address
create type public.address as (
  street varchar(80),
  "Odd Part" text collate "C",
  at point,
  rank public.level
);
comment on column public.address."Odd Part" is E'It''s \\ odd.';
alter type public.address owner to app_owner;
revoke all on type public.address from public;
grant usage on type public.address to reader;
comment on type public.address is 'Where somebody lives.';

-- composite type public.nothing
create type public.nothing as ();

-- composite type public.person
create type public.person as (
  name text,
  homes public.address[],
  lucky numeric(5,2)[]
);
comment on column public.person.lucky is 'Numbers.';

-- function public.everybody()
create function public.everybody ()
returns setof public.person
language sql
set search_path = ''
as $$
select 'a', null::public.address[], null::numeric[]
$$;
revoke all on routine public.everybody() from public;

-- function public.street(public.address)
create function public.street (of public.address)
returns text
language sql
set search_path = ''
as $$
select (of).street
$$;
revoke all on routine public.street(public.address) from public;

-- table public.people
create table public.people (
  id integer not null,
  home public.address,
  others public.person[],
  constraint people_pkey primary key (id)
);
alter table public.people enable row level security;

commit;
