-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.b
--   create column public.t.c

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column b integer;
alter table public.t add column c integer;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.b

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
      update public.t set b = coalesce(a, 1)
        where ctid > done and ctid <= upto and b is null and (coalesce(a, 1)) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set b = coalesce(a, 1) where b is null and (coalesce(a, 1)) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.c

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
      update public.t set c = b + 1
        where ctid > done and ctid <= upto and c is null and (b + 1) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set c = b + 1 where c is null and (b + 1) is not null;
end
$backfill$;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_b_not_null
--   create constraint public.t.t_c_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_b_not_null check (b is not null) not valid;
alter table public.t add constraint t_c_not_null check (c is not null) not valid;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_b_not_null
--   alter constraint public.t.t_c_not_null
-- Hazards:
--   may_fail: constraint public.t.t_b_not_null
--   may_fail: constraint public.t.t_c_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_b_not_null;
alter table public.t validate constraint t_c_not_null;

commit;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.b
--   alter column public.t.c
--   drop constraint public.t.t_b_not_null
--   drop constraint public.t.t_c_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column b set not null;
alter table public.t alter column c set not null;
alter table public.t drop constraint t_b_not_null;
alter table public.t drop constraint t_c_not_null;

commit;
