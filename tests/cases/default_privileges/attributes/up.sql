-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema app
--   create default privileges ""."".functions
--   create default privileges ""."".schemas
--   create default privileges ""."".sequences
--   create default privileges ""."".tables
--   create default privileges ""."".types
--   create default privileges ""."Odd Role".schemas
--   create default privileges app.app_owner.functions
--   create default privileges app.app_owner.sequences
--   create default privileges app.app_owner.tables
--   create default privileges app.app_owner.types

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
create schema app;
grant usage, create on schema app to reader;

-- default privileges ""."".functions
alter default privileges grant execute on functions to reader;

-- default privileges ""."".schemas
alter default privileges grant usage, create on schemas to reader;

-- default privileges ""."".sequences
alter default privileges grant select, update, usage on sequences to reader;

-- default privileges ""."".tables
alter default privileges grant select, insert, update, delete, truncate, references, trigger on tables to reader;

-- default privileges ""."".types
alter default privileges grant usage on types to reader;

-- default privileges ""."Odd Role".schemas
alter default privileges for role "Odd Role" grant usage on schemas to public;

-- default privileges app.app_owner.functions
alter default privileges for role app_owner in schema app grant execute on functions to public;
alter default privileges for role app_owner in schema app grant execute on functions to reader;

-- default privileges app.app_owner.sequences
alter default privileges for role app_owner in schema app grant usage on sequences to reader;

-- default privileges app.app_owner.tables
alter default privileges for role app_owner in schema app grant select, insert, update, delete, truncate, references, trigger on tables to "Odd Role";
alter default privileges for role app_owner in schema app grant select, insert on tables to reader;

-- default privileges app.app_owner.types
alter default privileges for role app_owner in schema app grant usage on types to reader;

commit;
