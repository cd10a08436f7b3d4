-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.i_new
-- Hazards:
--   may_fail: index public.i_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.i_new') and not indisvalid) then
    drop index public.i_new;
  end if;
end $$;
create unique index concurrently if not exists i_new on public.t using btree (a) nulls not distinct;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.i

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.i;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.i

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter index public.i_new rename to i;

commit;
