-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.c

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint c;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.c

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.c') and not indisvalid) then
    drop index public.c;
  end if;
end $$;
create index concurrently if not exists c on public.t using btree (b);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_a_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_a_new') and not indisvalid) then
    drop index public.t_a_new;
  end if;
end $$;
create unique index concurrently if not exists t_a_new on public.t using btree (a);
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_a

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_a;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_a unique using index t_a_new;

commit;
