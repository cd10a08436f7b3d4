-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.i
--   alter column public.t.a
--   create index public.i
-- Hazards:
--   table_rewrite: column public.t.a
--   table_scan: index public.i

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop index public.i;
alter table public.t alter column a type bigint;
create index i on public.t using btree ((a + 1)) where a > 0;
comment on index public.i is 'Kept.';

commit;
