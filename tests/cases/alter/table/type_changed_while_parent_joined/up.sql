-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.child.id
--   alter table public.child
-- Hazards:
--   table_rewrite: column public.child.id

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.child
alter table public.child alter column id type bigint;
alter table public.child inherit public.base;

commit;
