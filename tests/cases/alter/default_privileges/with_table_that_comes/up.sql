-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table app.notes with row security
--   create table app.secrets with row security
--   create default privileges on sequences in app
--   create default privileges on tables in app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table app.notes
create table app.notes (
  id integer not null,
  constraint notes_pkey primary key (id)
);
alter table app.notes enable row level security;
grant select on table app.notes to reader;

-- table app.secrets
create table app.secrets (
  id integer not null,
  constraint secrets_pkey primary key (id)
);
alter table app.secrets enable row level security;

-- default privileges on sequences in app
alter default privileges in schema app grant usage on sequences to reader;

-- default privileges on tables in app
alter default privileges in schema app grant select on tables to reader;

commit;
