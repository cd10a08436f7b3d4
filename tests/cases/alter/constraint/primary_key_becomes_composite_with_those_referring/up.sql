-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.to_p
--   create constraint public.t.to_p
--   drop constraint public.p.p_pkey
--   create constraint public.p.p_pkey
-- Hazards:
--   table_scan: constraint public.p.p_pkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop constraint to_p;

-- table public.p
alter table public.p drop constraint p_pkey;
alter table public.p add constraint p_pkey primary key (tenant, id);

-- table public.t
alter table public.t add constraint to_p foreign key (tenant, p_id) references public.p on delete cascade not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.to_p
-- Hazards:
--   may_fail: constraint public.t.to_p

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint to_p;

commit;
