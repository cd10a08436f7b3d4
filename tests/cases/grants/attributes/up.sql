-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema app
--   create enum app.mood
--   create domain app.price
--   create function app.f(integer[])
--   create function app.nobody()
--   create function app.p()
--   create table app.all_words with row security
--   create table app.t with row security
--   create view app.v
--   create materialized view app.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
create schema app;
grant usage on schema app to public;
grant usage on schema app to reader;
grant usage, create on schema app to writer;

-- enum app.mood
create type app.mood as enum ('a');
grant usage on type app.mood to reader;

-- domain app.price
create domain app.price as numeric;
grant usage on domain app.price to "Odd Role" with grant option;

-- function app.f(integer[])
create function app.f (a integer[])
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.f(integer[]) from public;
grant execute on routine app.f(integer[]) to public;
grant execute on routine app.f(integer[]) to reader with grant option;

-- function app.nobody()
create function app.nobody ()
returns integer
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.nobody() from public;

-- function app.p()
create procedure app.p ()
language sql
set search_path = ''
as $$
select 1
$$;
revoke all on routine app.p() from public;
grant execute on routine app.p() to reader;

-- table app.all_words
create table app.all_words (
  id integer
);
alter table app.all_words enable row level security;
grant select, insert, update, delete, truncate, references, trigger on table app.all_words to reader;

-- table app.t
create table app.t (
  id integer not null generated always as identity,
  title text,
  "Odd Col" text,
  constraint t_pkey primary key (id)
);
alter table app.t enable row level security;
grant select, insert, update, delete, truncate, references, trigger on table app.t to "Odd Role";
grant select (id) on table app.t to public;
grant select on table app.t to reader;
grant insert, update ("Odd Col", title) on table app.t to writer;
grant select, references (id) on table app.t to writer with grant option;

-- view app.v
create view app.v
  with (security_invoker = true) as
select id, title from app.t;
grant select, update (title) on table app.v to reader;
grant insert on table app.v to reader with grant option;

-- materialized view app.m
create materialized view app.m as
select 1 as one;
grant select on table app.m to reader;

commit;
