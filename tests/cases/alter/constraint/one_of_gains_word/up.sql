-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.b_known
--   create constraint public.t.b_known

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint b_known;
alter table public.t add constraint b_known check (b in ('x', 'y', 'z')) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.b_known
-- Hazards:
--   may_fail: constraint public.t.b_known

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint b_known;

commit;
