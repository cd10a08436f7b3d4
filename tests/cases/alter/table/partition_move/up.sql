-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.bound
--   create constraint public."Other"."Other_partition"
--   create constraint public.high.high_partition
--   create constraint public.low.low_partition
--   alter default public.loose.title
--   create constraint public.loose.loose_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.bound
alter table public.books detach partition public.bound;

-- table public.archive
alter table public."Other" add constraint "Other_partition" check (n is not null and n >= 0 and n < 100) not valid;

-- table public.logs
alter table public.high add constraint high_partition check (n is not null and n >= 0 and n < 10) not valid;
alter table public.low add constraint low_partition check (n is not null and n >= 10 and n < 20) not valid;

-- table public.loose
alter table public.loose alter column title set default 'b';
alter table public.loose add constraint loose_partition check (n is not null and n >= 0 and n < 1) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public."Other"."Other_partition"
--   alter constraint public.high.high_partition
--   alter constraint public.low.low_partition
--   alter constraint public.loose.loose_partition
-- Hazards:
--   may_fail: constraint public."Other"."Other_partition"
--   may_fail: constraint public.high.high_partition
--   may_fail: constraint public.low.low_partition
--   may_fail: constraint public.loose.loose_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.archive
alter table public."Other" validate constraint "Other_partition";

-- table public.logs
alter table public.high validate constraint high_partition;
alter table public.low validate constraint low_partition;

-- table public.loose
alter table public.loose validate constraint loose_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public."Other"
--   create partition public."Other"
--   drop constraint public."Other"."Other_partition"
--   drop partition public.high
--   drop partition public.low
--   create partition public.high
--   create partition public.low
--   drop constraint public.high.high_partition
--   drop constraint public.low.low_partition
--   create partition public.loose
--   drop constraint public.loose.loose_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.archive
alter table public.logs detach partition public."Other";

-- table public.logs
alter table public.logs detach partition public.high;
alter table public.logs detach partition public.low;

-- table public.archive
alter table public.archive attach partition public."Other" for values from (0) to (100);

-- table public.logs
alter table public.logs attach partition public.high for values from (0) to (10);
alter table public.logs attach partition public.low for values from (10) to (20);

-- table public.loose
alter table public.pages attach partition public.loose for values from (0) to (1);

-- table public.archive
alter table public."Other" drop constraint "Other_partition";

-- table public.logs
alter table public.high drop constraint high_partition;
alter table public.low drop constraint low_partition;

-- table public.loose
alter table public.loose drop constraint loose_partition;

commit;
