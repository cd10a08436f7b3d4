-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter index public.stored

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
comment on index public.stored is null;
alter index public.stored set (deduplicate_items = false, fillfactor = 80);

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.changed_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.changed_new') and not indisvalid) then
    drop index public.changed_new;
  end if;
end $$;
create index concurrently if not exists changed_new on public.t using btree (b desc) where a > 0;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.made_unique_new
-- Hazards:
--   may_fail: index public.made_unique_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.made_unique_new') and not indisvalid) then
    drop index public.made_unique_new;
  end if;
end $$;
create unique index concurrently if not exists made_unique_new on public.t using btree (b, a);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_lower_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_lower_idx') and not indisvalid) then
    drop index public.t_lower_idx;
  end if;
end $$;
create index concurrently if not exists t_lower_idx on public.t using btree ((lower(b)));
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.changed

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.changed;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.made_unique

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.made_unique;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_a_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_a_idx;
-- 009_case_8
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.changed
--   create index public.made_unique

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter index public.changed_new rename to changed;
alter index public.made_unique_new rename to made_unique;
comment on index public.made_unique is 'Kept.';

commit;
