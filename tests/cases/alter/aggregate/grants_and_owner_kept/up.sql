-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create aggregate public.least_of(integer)
-- Hazards:
--   access_widened: grants of aggregate public.least_of(integer)
--   access_narrowed: grants of aggregate public.least_of(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- aggregate public.least_of(integer)
drop aggregate public.least_of (integer);
create aggregate public.least_of (number integer) (
  sfunc = pg_catalog.int4smaller,
  stype = integer
);
alter routine public.least_of(integer) owner to writer;
revoke all on routine public.least_of(integer) from public;
grant execute on routine public.least_of(integer) to reader;
comment on routine public.least_of(integer) is 'Kept.';

commit;
