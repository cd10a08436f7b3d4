-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter domain public.email
-- Hazards:
--   table_scan: domain public.email
--   may_fail: domain public.email

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- domain public.email
alter domain public.email drop constraint shape;
alter domain public.email add constraint shape check (value ~ '.@.');

commit;
