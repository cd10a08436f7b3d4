-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.positive

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint positive check (a > 0) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.positive
-- Hazards:
--   may_fail: constraint public.t.positive

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint positive;

commit;
