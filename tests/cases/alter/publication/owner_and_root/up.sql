-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter publication p

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- publication p
alter publication p set (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);
alter publication p owner to writer;

commit;
