-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.logs_n_idx
-- Hazards:
--   table_scan: index public.logs_n_idx

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs
create index logs_n_idx on public.logs using btree (n);

commit;
