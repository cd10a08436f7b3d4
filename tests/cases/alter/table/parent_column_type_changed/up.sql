-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.base.id
-- Hazards:
--   table_rewrite: column public.base.id

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.base
alter table public.base alter column id type bigint;

commit;
