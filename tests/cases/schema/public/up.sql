-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema public

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema public
create schema if not exists public;
grant usage, create on schema public to reader;
comment on schema public is 'Where everything is.';

commit;
