-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop default public.t.b
--   alter column public.t.a
--   alter column public.t.b
--   alter default public.t.c
--   create default public.t.d
--   alter default public.t.e
-- Hazards:
--   table_scan: column public.t.a
--   may_fail: column public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column b drop default;
alter table public.t alter column a set not null;
alter table public.t alter column b drop not null;
alter table public.t alter column c set default '{}';
alter table public.t alter column d set default now();
alter table public.t alter column e set default length('abc');

commit;
