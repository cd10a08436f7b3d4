-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.bound
--   drop partition public."Other"
--   drop partition public.high
--   drop partition public.low
--   create partition public.high
--   create partition public.low
--   create partition public."Other"
--   create partition public.loose
--   alter default public.loose.title
-- Hazards:
--   table_scan: partition public."Other"
--   may_fail: partition public."Other"
--   table_scan: partition public.high
--   may_fail: partition public.high
--   table_scan: partition public.low
--   may_fail: partition public.low
--   table_scan: partition public.loose
--   may_fail: partition public.loose

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.bound
alter table public.books detach partition public.bound;

-- table public.logs
alter table public.logs detach partition public."Other";
alter table public.logs detach partition public.high;
alter table public.logs detach partition public.low;

-- table public.archive
alter table public.archive attach partition public."Other" for values from (0) to (100);

-- table public.logs
alter table public.logs attach partition public.high for values from (0) to (10);
alter table public.logs attach partition public.low for values from (10) to (20);

-- table public.loose
alter table public.pages attach partition public.loose for values from (0) to (1);
alter table public.loose alter column title set default 'b';

commit;
