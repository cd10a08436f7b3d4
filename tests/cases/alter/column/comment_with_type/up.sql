-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
-- Hazards:
--   table_rewrite: column public.t.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column a type bigint;
comment on column public.t.a is 'New.';

commit;
