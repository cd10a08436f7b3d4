-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.logs_1

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs_1 set (fillfactor = 70);

commit;
