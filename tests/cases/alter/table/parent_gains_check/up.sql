-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.base.positive

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.base
alter table public.base add constraint positive check (id > 0) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.base.positive
-- Hazards:
--   may_fail: constraint public.base.positive

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.base
alter table public.base validate constraint positive;

commit;
