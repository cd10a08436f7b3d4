-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_a_not_null check (a is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_a_not_null
-- Hazards:
--   may_fail: constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_a_not_null;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   drop constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a set not null;
alter table public.t drop constraint t_a_not_null;

commit;
