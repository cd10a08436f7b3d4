-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t set (autovacuum_enabled = false, fillfactor = 70);

commit;
