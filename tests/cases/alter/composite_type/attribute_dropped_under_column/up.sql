-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter composite type public.address
-- Hazards:
--   data_loss: composite type public.address

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- composite type public.address
alter type public.address drop attribute zip;

commit;
