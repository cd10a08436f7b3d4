-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create aggregate public.sum_of(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- aggregate public.sum_of(integer)
create aggregate public.sum_of (n integer) (
  sfunc = pg_catalog.int84pl,
  stype = bigint,
  initcond = '0',
  msfunc = pg_catalog.int84pl,
  mstype = bigint,
  minitcond = '0',
  minvfunc = pg_catalog.int84mi
);
revoke all on routine public.sum_of(integer) from public;

commit;
