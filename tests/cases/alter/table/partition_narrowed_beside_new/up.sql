-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.jobs_a
--   create table public.jobs_b
--   create partition public.jobs_a
--   create constraint public.jobs_e.jobs_e_partition
--   create row security public.jobs_b
-- Hazards:
--   table_scan: partition public.jobs_a
--   may_fail: partition public.jobs_a
--   access_narrowed: row security public.jobs_b

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.jobs
alter table public.jobs detach partition public.jobs_a;
create table public.jobs_b (like public.jobs including constraints including defaults including generated including storage including compression);
alter table public.jobs attach partition public.jobs_b for values in ('b', 'g');
alter table public.jobs attach partition public.jobs_a for values in ('a');
alter table public.jobs_e add constraint jobs_e_partition check (kind is not null and kind in ('e', 'f')) not valid;
alter table public.jobs_b enable row level security;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.jobs_e.jobs_e_partition
-- Hazards:
--   may_fail: constraint public.jobs_e.jobs_e_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.jobs
alter table public.jobs_e validate constraint jobs_e_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.jobs_e
--   create partition public.jobs_e
--   drop constraint public.jobs_e.jobs_e_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.jobs
alter table public.jobs detach partition public.jobs_e;
alter table public.jobs attach partition public.jobs_e for values in ('e', 'f');
alter table public.jobs_e drop constraint jobs_e_partition;

commit;
