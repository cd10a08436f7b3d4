-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop statistics public.with_target
--   alter column public.t.a
--   create statistics public.with_target
-- Hazards:
--   table_rewrite: column public.t.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop statistics public.with_target;
alter table public.t alter column a type bigint;
create statistics public.with_target on a, b from public.t;
alter statistics public.with_target set statistics 50;
comment on statistics public.with_target is 'Kept.';

commit;
