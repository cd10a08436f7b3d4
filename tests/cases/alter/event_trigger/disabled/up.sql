-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter event trigger e

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- event trigger e
alter event trigger e disable;

commit;
