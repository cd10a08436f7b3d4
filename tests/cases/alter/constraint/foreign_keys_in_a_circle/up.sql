-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.p.t_id
--   create constraint public.p.p_t_id_fkey
--   create constraint public.t.t_a_fkey

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.p
alter table public.p add column t_id integer;
alter table public.p add constraint p_t_id_fkey foreign key (t_id) references public.t not valid;

-- table public.t
alter table public.t add constraint t_a_fkey foreign key (a) references public.p not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.p.p_t_id_fkey
--   alter constraint public.t.t_a_fkey
-- Hazards:
--   may_fail: constraint public.p.p_t_id_fkey
--   may_fail: constraint public.t.t_a_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.p
alter table public.p validate constraint p_t_id_fkey;

-- table public.t
alter table public.t validate constraint t_a_fkey;

commit;
