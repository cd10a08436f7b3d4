-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default privileges on sequences
--   create schema later
--   create enum app.color
--   create enum app.open_color
--   create sequence app.numbers
--   create function app.one()
--   create table app.as_given with row security
--   create table app.closed with row security
--   alter default privileges on tables in app
-- Hazards:
--   access_narrowed: default privileges on sequences
--   access_widened: default privileges on tables in app
--   access_narrowed: default privileges on tables in app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on sequences
alter default privileges revoke all on sequences from reader;

-- schema later
create schema later;
revoke all on schema later from reader;

-- enum app.color
create type app.color as enum ('red');
revoke all on type app.color from public;

-- enum app.open_color
create type app.open_color as enum ('red');
revoke all on type app.open_color from public;
grant usage on type app.open_color to public;

-- sequence app.numbers
create sequence app.numbers as bigint;

-- function app.one()
create function app.one ()
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.one() from public, reader;
grant execute on routine app.one() to writer;

-- table app.as_given
create table app.as_given (
  id integer not null,
  constraint as_given_pkey primary key (id)
);
alter table app.as_given enable row level security;
revoke all on table app.as_given from reader, writer;
grant select, insert on table app.as_given to reader;

-- table app.closed
create table app.closed (
  id integer not null,
  constraint closed_pkey primary key (id)
);
alter table app.closed enable row level security;
revoke all on table app.closed from reader, writer;

-- default privileges on tables in app
alter default privileges in schema app revoke all on tables from writer;
alter default privileges in schema app revoke all on tables from reader;
alter default privileges in schema app grant select, insert on tables to reader;

commit;
