-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of schema app

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema app
revoke all on schema app from reader;
revoke create on schema app from writer;

commit;
