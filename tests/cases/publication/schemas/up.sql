-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create schema app
--   create table app.plain with row security
--   create publication by_schema
--   create publication nothing

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- schema app
create schema app;

-- table app.plain
create table app.plain (
  id integer not null,
  constraint plain_pkey primary key (id)
);
alter table app.plain enable row level security;

-- publication by_schema
create publication by_schema for tables in schema "Odd Schema", app with (publish = 'insert, truncate');

-- publication nothing
create publication nothing with (publish = '');

commit;
