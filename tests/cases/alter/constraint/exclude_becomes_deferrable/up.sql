-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.ex
--   create constraint public.t.ex
-- Hazards:
--   table_scan: constraint public.t.ex
--   may_fail: constraint public.t.ex

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t drop constraint ex;
alter table public.t add constraint ex exclude using gist ((int4range(id, id + a)) with &&) deferrable;

commit;
