-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.computed_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.computed_new') and not indisvalid) then
    drop index public.computed_new;
  end if;
end $$;
create unique index concurrently if not exists computed_new on public.t using btree ((lower(c)), a) where b > 1;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.narrow_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.narrow_new') and not indisvalid) then
    drop index public.narrow_new;
  end if;
end $$;
create unique index concurrently if not exists narrow_new on public.t using btree (a desc, b);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.partial_new
-- Hazards:
--   may_fail: index public.partial_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.partial_new') and not indisvalid) then
    drop index public.partial_new;
  end if;
end $$;
create unique index concurrently if not exists partial_new on public.t using btree (b);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.computed

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.computed;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.narrow

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.narrow;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.partial

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.partial;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.computed
--   create index public.narrow
--   create index public.partial

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter index public.computed_new rename to computed;
alter index public.narrow_new rename to narrow;
alter index public.partial_new rename to partial;

commit;
