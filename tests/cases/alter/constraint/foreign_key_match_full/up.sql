-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.to_q
--   create constraint public.t.to_q

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint to_q;
alter table public.t add constraint to_q foreign key (a, b) references public.q (x, y) match full not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.to_q
-- Hazards:
--   may_fail: constraint public.t.to_q

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint to_q;

commit;
