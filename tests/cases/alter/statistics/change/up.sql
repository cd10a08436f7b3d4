-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop statistics public.columns
--   drop statistics public.gone
--   drop statistics public.of_type
--   drop statistics public.target
--   drop statistics public.without_target
--   alter column public.t.b
--   create statistics public.came
--   create statistics public.columns
--   create statistics public.of_type
--   create statistics public.target
--   create statistics public.without_target
-- Hazards:
--   table_rewrite: column public.t.b

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop statistics public.columns;
drop statistics public.gone;
drop statistics public.of_type;
drop statistics public.target;
drop statistics public.without_target;
alter table public.t alter column b type bigint;
create statistics public.came on (a + b) from public.t;
create statistics public.columns (mcv) on a, b, id from public.t;
create statistics public.of_type on b, id, (lower(c)) from public.t;
create statistics public.target on a, b from public.t;
alter statistics public.target set statistics 20;
create statistics public.without_target on a, b from public.t;
comment on statistics public.columns is 'Stays.';

commit;
