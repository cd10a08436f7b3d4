-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of schema public
--   access_narrowed: grants of schema public

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema public
comment on schema public is 'standard public schema';
alter schema public owner to app_owner;
revoke all on schema public from reader;
grant usage, create on schema public to public;

commit;
