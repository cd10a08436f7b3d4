-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema public

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema public
create schema if not exists public;
alter schema public owner to app_owner;
revoke all on schema public from public;
grant usage on schema public to reader with grant option;
comment on schema public is '';

commit;
