-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.n
--   alter column public.t.n
-- Hazards:
--   table_scan: column public.t.n

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column n drop default;
alter table public.t alter column n add generated always as identity (start with 100);
select setval(pg_get_serial_sequence('public.t', 'n'), max(n)) from public.t having max(n) >= 100;

commit;
