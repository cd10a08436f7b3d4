-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.p.id
--   alter column public.t.p_id
-- Hazards:
--   table_rewrite: column public.p.id
--   table_rewrite: column public.t.p_id

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.p
alter table public.p alter column id type bigint;

-- table public.t
alter table public.t alter column p_id type bigint;

commit;
