-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of domain public.opens
--   access_narrowed: grants of domain public.opens
--   access_narrowed: grants of enum public.stays
--   access_widened: grants of domain public.closes
--   access_narrowed: grants of domain public.closes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- domain public.opens
revoke all on domain public.opens from reader;
grant usage on domain public.opens to public;

-- enum public.stays
revoke all on type public.stays from reader;

-- domain public.closes
revoke all on domain public.closes from public;
grant usage on domain public.closes to reader;

commit;
