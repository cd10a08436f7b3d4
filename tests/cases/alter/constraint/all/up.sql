-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.p.p_a_b_key
--   drop constraint public.t.changed
--   drop constraint public.t.ex
--   drop constraint public.t.gone
--   drop constraint public.t.t_a_check
--   drop constraint public.t.t_b_key
--   drop constraint public.t.t_p_id_fkey
--   drop constraint public.t.t_pkey
--   alter column public.t.id
--   create constraint public.t.added
--   create constraint public.t.changed
--   create constraint public.t.ex
--   create constraint public.t.t_a_check
--   create constraint public.t.t_c_not_null
--   create constraint public.t.t_p_id_fkey
--   alter constraint public.t.t_r_id_fkey
--   alter constraint public.t.t_s_id_fkey
-- Hazards:
--   table_scan: constraint public.t.ex
--   may_fail: constraint public.t.ex

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.p
alter table public.p drop constraint p_a_b_key;

-- table public.t
alter table public.t drop constraint changed;
alter table public.t drop constraint ex;
alter table public.t drop constraint gone;
alter table public.t drop constraint t_a_check;
alter table public.t drop constraint t_b_key;
alter table public.t drop constraint t_p_id_fkey;
alter table public.t drop constraint t_pkey;
alter table public.t alter column id drop not null;
alter table public.t add constraint added check (id <> 7) not valid;
alter table public.t add constraint changed check (id < 300) no inherit not valid;
alter table public.t add constraint ex exclude using btree (id with =) where (id > 0);
alter table public.t add constraint t_a_check check (a in ('x', 'y', 'z')) not valid;
alter table public.t add constraint t_c_not_null check (c is not null) not valid;
alter table public.t add constraint t_p_id_fkey foreign key (p_id) references public.p on update cascade on delete restrict not valid;
alter table public.t alter constraint t_r_id_fkey deferrable initially deferred;
alter table public.t alter constraint t_s_id_fkey not deferrable;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.p_b_a_key_new
-- Hazards:
--   may_fail: index public.p_b_a_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.p
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.p_b_a_key_new') and not indisvalid) then
    drop index public.p_b_a_key_new;
  end if;
end $$;
create unique index concurrently if not exists p_b_a_key_new on public.p using btree (b, a);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.new_key_new
-- Hazards:
--   may_fail: index public.new_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.new_key_new') and not indisvalid) then
    drop index public.new_key_new;
  end if;
end $$;
create unique index concurrently if not exists new_key_new on public.t using btree (c);
-- 005_case_4
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
create unique index concurrently if not exists t_a_key_new on public.t using btree (a) nulls not distinct;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_b_c_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_b_c_key_new') and not indisvalid) then
    drop index public.t_b_c_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_b_c_key_new on public.t using btree (b, c);
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.added
--   alter constraint public.t.changed
--   alter constraint public.t.later
--   alter constraint public.t.t_a_check
--   alter constraint public.t.t_c_not_null
--   alter constraint public.t.t_p_id_fkey
--   alter constraint public.t.t_q_id_fkey
-- Hazards:
--   may_fail: constraint public.t.added
--   may_fail: constraint public.t.changed
--   may_fail: constraint public.t.later
--   may_fail: constraint public.t.t_a_check
--   may_fail: constraint public.t.t_c_not_null
--   may_fail: constraint public.t.t_p_id_fkey
--   may_fail: constraint public.t.t_q_id_fkey

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint added;
alter table public.t validate constraint changed;
alter table public.t validate constraint later;
alter table public.t validate constraint t_a_check;
alter table public.t validate constraint t_c_not_null;
alter table public.t validate constraint t_p_id_fkey;
alter table public.t validate constraint t_q_id_fkey;

commit;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.t_a_key
--   drop constraint public.t.t_b_c_key
--   alter column public.t.c
--   create constraint public.t.new_key
--   create constraint public.t.t_a_key
--   create constraint public.t.t_b_c_key
--   drop constraint public.t.t_c_not_null
--   create constraint public.p.p_b_a_key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint t_a_key;
alter table public.t drop constraint t_b_c_key;

-- table public.p
alter table public.p add constraint p_b_a_key unique using index p_b_a_key_new;

-- table public.t
alter table public.t alter column c set not null;
alter table public.t add constraint new_key primary key using index new_key_new;
alter table public.t add constraint t_a_key unique using index t_a_key_new;
alter table public.t add constraint t_b_c_key unique using index t_b_c_key_new deferrable;
comment on constraint t_b_c_key on public.t is 'New.';
alter table public.t drop constraint t_c_not_null;

commit;
