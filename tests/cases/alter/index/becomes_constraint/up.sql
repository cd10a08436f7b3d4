-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.c
--   drop index public.t_a
--   create constraint public.t.t_a
--   create index public.c
-- Hazards:
--   table_scan: constraint public.t.t_a
--   may_fail: constraint public.t.t_a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint c;
drop index public.t_a;
alter table public.t add constraint t_a unique (a);
create index c on public.t using btree (b);

commit;
