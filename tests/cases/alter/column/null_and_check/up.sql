-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.more
--   create constraint public.t.positive
--   create constraint public.t.t_n_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint more check (m >= n) not valid;
alter table public.t add constraint positive check (n > 0) not valid;
alter table public.t add constraint t_n_not_null check (n is not null) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.m

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $backfill$
declare
  done tid;
  upto tid;
  filled bigint;
  found boolean;
begin
  for pass in 1..3 loop
    done := '(0,0)';
    found := false;
    loop
      select max(part.ctid) into upto from (select ctid from public.t where ctid > done limit 2000) part;
      exit when upto is null;
      update public.t set m = n
        where ctid > done and ctid <= upto and m is null and (n) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set m = n where m is null and (n) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_m_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_m_not_null check (m is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_m_key_new
-- Hazards:
--   may_fail: index public.t_m_key_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_m_key_new') and not indisvalid) then
    drop index public.t_m_key_new;
  end if;
end $$;
create unique index concurrently if not exists t_m_key_new on public.t using btree (m);
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_n_m_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_n_m_idx') and not indisvalid) then
    drop index public.t_n_m_idx;
  end if;
end $$;
create index concurrently if not exists t_n_m_idx on public.t using btree (n, m);
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.more
--   alter constraint public.t.positive
--   alter constraint public.t.t_m_not_null
--   alter constraint public.t.t_n_not_null
-- Hazards:
--   may_fail: constraint public.t.more
--   may_fail: constraint public.t.positive
--   may_fail: constraint public.t.t_m_not_null
--   may_fail: constraint public.t.t_n_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint more;
alter table public.t validate constraint positive;
alter table public.t validate constraint t_m_not_null;
alter table public.t validate constraint t_n_not_null;

commit;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.n
--   alter column public.t.m
--   create constraint public.t.t_m_key
--   drop constraint public.t.t_m_not_null
--   drop constraint public.t.t_n_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column n set not null;
alter table public.t alter column m set not null;
alter table public.t add constraint t_m_key unique using index t_m_key_new;
alter table public.t drop constraint t_m_not_null;
alter table public.t drop constraint t_n_not_null;

commit;
