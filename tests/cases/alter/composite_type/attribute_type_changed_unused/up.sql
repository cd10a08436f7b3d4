-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter composite type public.address
-- Hazards:
--   may_fail: composite type public.address

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- composite type public.address
alter type public.address alter attribute zip type text;

commit;
