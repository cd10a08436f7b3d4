-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.logs.n
--   create constraint public.logs.logs_pkey
-- Hazards:
--   table_scan: column public.logs.n
--   may_fail: column public.logs.n
--   table_scan: constraint public.logs.logs_pkey
--   may_fail: constraint public.logs.logs_pkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs alter column n set not null;
alter table public.logs add constraint logs_pkey primary key (at, n);

commit;
