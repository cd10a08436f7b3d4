-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_a_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_a_fkey foreign key (a) references public.t on delete set null not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_a_fkey
-- Hazards:
--   may_fail: constraint public.t.t_a_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_a_fkey;

commit;
