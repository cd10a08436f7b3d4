-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs.logs_n_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add constraint logs_n_not_null check (n is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.logs_n_not_null
-- Hazards:
--   may_fail: constraint public.logs.logs_n_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint logs_n_not_null;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs.n
--   create constraint public.logs.logs_pkey
--   drop constraint public.logs.logs_n_not_null
-- Hazards:
--   table_scan: constraint public.logs.logs_pkey
--   may_fail: constraint public.logs.logs_pkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs alter column n set not null;
alter table public.logs add constraint logs_pkey primary key (at, n);
alter table public.logs drop constraint logs_n_not_null;

commit;
