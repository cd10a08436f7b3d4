-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.a
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.new') and not indisvalid) then
    drop index public.new;
  end if;
end $$;
create index concurrently if not exists new on public.a using btree (x);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.changed_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.b
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.changed_new') and not indisvalid) then
    drop index public.changed_new;
  end if;
end $$;
create index concurrently if not exists changed_new on public.b using btree (x desc);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.c_x_key_new
-- Hazards:
--   may_fail: index public.c_x_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.c
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.c_x_key_new') and not indisvalid) then
    drop index public.c_x_key_new;
  end if;
end $$;
create unique index concurrently if not exists c_x_key_new on public.c using btree (x);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.d_x_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.d
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.d_x_idx') and not indisvalid) then
    drop index public.d_x_idx;
  end if;
end $$;
create index concurrently if not exists d_x_idx on public.d using btree (x);
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.d_y_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.d
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.d_y_idx') and not indisvalid) then
    drop index public.d_y_idx;
  end if;
end $$;
create index concurrently if not exists d_y_idx on public.d using btree (y);
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.gone

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.a
drop index concurrently if exists public.gone;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.changed

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.b
drop index concurrently if exists public.changed;
-- 009_case_8
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.changed
--   create constraint public.c.c_x_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.b
alter index public.changed_new rename to changed;

-- table public.c
alter table public.c add constraint c_x_key unique using index c_x_key_new;

commit;
