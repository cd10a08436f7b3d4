-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.short
--   drop constraint public.t.t_a_check

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint short;
alter table public.t drop constraint t_a_check;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_b_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_b_idx;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_id_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_id_idx;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_lower_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_lower_idx;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_upper_idx
--   alter column public.t.a
--   alter column public.t.b
--   create constraint public.t.short
--   create constraint public.t.t_a_check
--   create index public.t_upper_idx
-- Hazards:
--   table_scan: index public.t_upper_idx

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
drop index public.t_upper_idx;
alter table public.t alter column a type text;
alter table public.t alter column b type varchar(40);
alter table public.t add constraint short check (length(b) < 9) not valid;
alter table public.t add constraint t_a_check check (a <> 'x') not valid;
create unique index t_upper_idx on public.t using btree ((upper(a)));

commit;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_b_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_b_idx') and not indisvalid) then
    drop index public.t_b_idx;
  end if;
end $$;
create index concurrently if not exists t_b_idx on public.t using btree (b) where b <> 'c';
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_id_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_id_idx') and not indisvalid) then
    drop index public.t_id_idx;
  end if;
end $$;
create index concurrently if not exists t_id_idx on public.t using btree (id) where a <> 'no';
-- 009_case_8
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
create index concurrently if not exists t_lower_idx on public.t using btree ((lower(a)));
-- 010_case_9
-- Project case. Written by schemac: change the YAML, not this file.

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
comment on index public.t_lower_idx is 'Kept.';

commit;
-- 011_case_10
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.short
--   alter constraint public.t.t_a_check
-- Hazards:
--   may_fail: constraint public.t.short
--   may_fail: constraint public.t.t_a_check

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint short;
alter table public.t validate constraint t_a_check;

commit;
