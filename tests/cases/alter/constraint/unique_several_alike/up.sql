-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.b_new
-- Hazards:
--   may_fail: index public.b_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.b_new') and not indisvalid) then
    drop index public.b_new;
  end if;
end $$;
create unique index concurrently if not exists b_new on public.t using btree (a);
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.c_new
-- Hazards:
--   may_fail: index public.c_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.c_new') and not indisvalid) then
    drop index public.c_new;
  end if;
end $$;
create unique index concurrently if not exists c_new on public.t using btree (a);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_a_key_new
-- Hazards:
--   may_fail: index public.t_a_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_a_key_new') and not indisvalid) then
    drop index public.t_a_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_a_key_new on public.t using btree (a);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.b
--   create constraint public.t.c
--   create constraint public.t.t_a_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint b unique using index b_new;
alter table public.t add constraint c unique using index c_new;
alter table public.t add constraint t_a_key unique using index t_a_key_new;

commit;
