-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter publication changes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- publication changes
alter publication changes drop tables in schema app;
alter publication changes add tables in schema other;
alter publication changes set (publish = 'insert', publish_via_partition_root = false);

commit;
