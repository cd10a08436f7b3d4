-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename constraint public.t.old_name to new_name
--   drop constraint public.t.new_name
--   create constraint public.t.new_name

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t rename constraint old_name to new_name;
alter table public.t drop constraint new_name;
alter table public.t add constraint new_name check (a > 1) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.new_name
-- Hazards:
--   may_fail: constraint public.t.new_name

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint new_name;

commit;
