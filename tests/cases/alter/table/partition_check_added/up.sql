-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs.positive

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs add constraint positive check (n > 0) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs.positive
-- Hazards:
--   may_fail: constraint public.logs.positive

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs validate constraint positive;

commit;
