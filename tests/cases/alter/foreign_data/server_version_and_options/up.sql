-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter server far

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- server far
alter server far version '2' options (add dbname 'c', set host 'b');

commit;
