-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter text search configuration public.plain
-- Hazards:
--   stale_values: column public.t.search

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- text search configuration public.plain
alter text search configuration public.plain add mapping for "int" with pg_catalog.simple;

commit;
