-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs_eu.logs_eu_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs_eu add constraint logs_eu_partition check (region is not null and region in ('eu', 'uk')) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs_eu.logs_eu_partition
-- Hazards:
--   may_fail: constraint public.logs_eu.logs_eu_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs_eu validate constraint logs_eu_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_eu
--   create partition public.logs_eu
--   drop constraint public.logs_eu.logs_eu_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs detach partition public.logs_eu;
alter table public.logs attach partition public.logs_eu for values in ('eu', 'uk');
alter table public.logs_eu drop constraint logs_eu_partition;

commit;
