-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs_1.logs_p_id_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs_1 add constraint logs_p_id_fkey foreign key (p_id) references public.p not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs_1.logs_p_id_fkey
--   create constraint public.logs.logs_p_id_fkey
-- Hazards:
--   may_fail: constraint public.logs_1.logs_p_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
alter table public.logs_1 validate constraint logs_p_id_fkey;
alter table public.logs add constraint logs_p_id_fkey foreign key (p_id) references public.p;

commit;
