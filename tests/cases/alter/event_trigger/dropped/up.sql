-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop event trigger e

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- event trigger e
drop event trigger e;

commit;
