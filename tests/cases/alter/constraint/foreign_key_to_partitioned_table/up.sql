-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.visits.visits_day_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.visits
alter table public.visits add constraint visits_day_fkey foreign key (day) references public.days not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.visits.visits_day_fkey
-- Hazards:
--   may_fail: constraint public.visits.visits_day_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.visits
alter table public.visits validate constraint visits_day_fkey;

commit;
