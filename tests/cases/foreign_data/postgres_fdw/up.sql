-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension file_fdw
--   create extension postgres_fdw
--   create extension unheard_of_fdw
--   create server files
--   create server unheard_of
--   create server warehouse
--   create user mapping for app server warehouse
--   create foreign table public.facts

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- extension file_fdw
create extension if not exists file_fdw with schema public;

-- extension postgres_fdw
create extension if not exists postgres_fdw with schema public;

-- extension unheard_of_fdw
create extension if not exists unheard_of_fdw with schema public;

-- server files
create server files foreign data wrapper file_fdw;

-- server unheard_of
create server unheard_of foreign data wrapper unheard_of_fdw;

-- server warehouse
create server warehouse foreign data wrapper postgres_fdw options (dbname 'facts', host 'warehouse.internal', port '5433');
grant usage on foreign server warehouse to app;

-- user mapping for app server warehouse
create user mapping for app server warehouse options ("user" 'reader');

-- foreign table public.facts
create foreign table public.facts (
  id bigint options (column_name 'fact_id'),
  name text
) server warehouse options (schema_name 'public', table_name 'facts');

commit;
