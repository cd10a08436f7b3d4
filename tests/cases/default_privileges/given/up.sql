-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema app
--   create enum app.color
--   create enum app.open_color
--   create sequence app.numbers
--   create function app.one()
--   create function app.two()
--   create table app.as_given with row security
--   create table app.closed with row security
--   create table app.of_another with row security
--   create table app.stated with row security
--   create table public.elsewhere with row security
--   create default privileges on schemas
--   create default privileges on sequences
--   create default privileges on types
--   create default privileges on tables of app_owner
--   create default privileges on functions in app
--   create default privileges on tables in app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
create schema app;
grant usage on schema app to reader;

-- enum app.color
create type app.color as enum ('red');
revoke all on type app.color from public;

-- enum app.open_color
create type app.open_color as enum ('red');

-- sequence app.numbers
create sequence app.numbers as bigint;
grant usage on sequence app.numbers to reader;

-- function app.one()
create function app.one ()
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.one() from public;
grant execute on routine app.one() to reader;

-- function app.two()
create function app.two ()
returns integer
language sql
set search_path = ''
as $$
select 2
$$;
revoke all on routine app.two() from public;
grant execute on routine app.two() to public;

-- table app.as_given
create table app.as_given (
  id integer not null,
  constraint as_given_pkey primary key (id)
);
alter table app.as_given enable row level security;
grant references on table app.as_given to public;
grant select on table app.as_given to reader with grant option;

-- table app.closed
create table app.closed (
  id integer not null,
  constraint closed_pkey primary key (id)
);
alter table app.closed enable row level security;

-- table app.of_another
create table app.of_another (
  id integer not null,
  constraint of_another_pkey primary key (id)
);
alter table app.of_another enable row level security;
alter table app.of_another owner to app_owner;
grant insert on table app.of_another to reader;

-- table app.stated
create table app.stated (
  id integer not null,
  constraint stated_pkey primary key (id)
);
alter table app.stated enable row level security;
grant update on table app.stated to reader;

-- table public.elsewhere
create table public.elsewhere (
  id integer not null,
  constraint elsewhere_pkey primary key (id)
);
alter table public.elsewhere enable row level security;

-- default privileges on schemas
alter default privileges grant usage on schemas to reader;

-- default privileges on sequences
alter default privileges grant usage on sequences to reader;

-- default privileges on types
alter default privileges revoke all on types from public;

-- default privileges on tables of app_owner
alter default privileges for role app_owner revoke all on tables from app_owner;
alter default privileges for role app_owner grant select on tables to app_owner;
alter default privileges for role app_owner grant insert on tables to reader;

-- default privileges on functions in app
alter default privileges in schema app grant execute on functions to reader;

-- default privileges on tables in app
alter default privileges in schema app grant references on tables to public;
alter default privileges in schema app grant select on tables to reader with grant option;

commit;
