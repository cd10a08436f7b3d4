-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.i
--   create index public.i
-- Hazards:
--   table_scan: index public.i

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
drop index public.i;
create index i on public.logs using btree (n, at);

commit;
