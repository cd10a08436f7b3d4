-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter default privileges on functions of app_owner
-- Hazards:
--   access_narrowed: default privileges on functions of app_owner

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- default privileges on functions of app_owner
alter default privileges for role app_owner revoke all on functions from public;

commit;
