-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema app
--   create default privileges on functions
--   create default privileges on schemas
--   create default privileges on sequences
--   create default privileges on tables
--   create default privileges on types
--   create default privileges on schemas of "Odd Role"
--   create default privileges on functions in app of app_owner
--   create default privileges on sequences in app of app_owner
--   create default privileges on tables in app of app_owner
--   create default privileges on types in app of app_owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
create schema app;
grant usage, create on schema app to reader;

-- default privileges on functions
alter default privileges grant execute on functions to reader;

-- default privileges on schemas
alter default privileges grant usage, create on schemas to reader;

-- default privileges on sequences
alter default privileges grant select, update, usage on sequences to reader;

-- default privileges on tables
alter default privileges grant select, insert, update, delete, truncate, references, trigger on tables to reader;

-- default privileges on types
alter default privileges grant usage on types to reader;

-- default privileges on schemas of "Odd Role"
alter default privileges for role "Odd Role" grant usage on schemas to public;

-- default privileges on functions in app of app_owner
alter default privileges for role app_owner in schema app grant execute on functions to public;
alter default privileges for role app_owner in schema app grant execute on functions to reader;

-- default privileges on sequences in app of app_owner
alter default privileges for role app_owner in schema app grant usage on sequences to reader;

-- default privileges on tables in app of app_owner
alter default privileges for role app_owner in schema app grant select, insert, update, delete, truncate, references, trigger on tables to "Odd Role";
alter default privileges for role app_owner in schema app grant select, insert on tables to reader;

-- default privileges on types in app of app_owner
alter default privileges for role app_owner in schema app grant usage on types to reader;

commit;
