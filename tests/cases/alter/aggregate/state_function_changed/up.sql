-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter aggregate public.least_of(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- aggregate public.least_of(integer)
create or replace aggregate public.least_of (integer) (
  sfunc = pg_catalog.int4larger,
  stype = integer
);

commit;
