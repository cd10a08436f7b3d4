-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.double
--   create column public.t.token
--   create column public.t.half

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column double integer;
alter table public.t alter column double set default 0;
alter table public.t add column token uuid;
alter table public.t alter column token set default gen_random_uuid();
alter table public.t add column half numeric;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.double

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
      update public.t set double = n * 2
        where ctid > done and ctid <= upto and double is null and (n * 2) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set double = n * 2 where double is null and (n * 2) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.token

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
      select max(part.ctid) into upto from (select ctid from public.t where ctid > done limit 100) part;
      exit when upto is null;
      update public.t set token = gen_random_uuid()
        where ctid > done and ctid <= upto and token is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set token = gen_random_uuid() where token is null;
end
$backfill$;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.half

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
      select max(part.ctid) into upto from (select ctid from public.t where ctid > done limit 10) part;
      exit when upto is null;
      update public.t set half = n / 2.0
        where ctid > done and ctid <= upto and half is null and (n / 2.0) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set half = n / 2.0 where half is null and (n / 2.0) is not null;
end
$backfill$;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_double_not_null
--   create constraint public.t.t_token_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_double_not_null check (double is not null) not valid;
alter table public.t add constraint t_token_not_null check (token is not null) not valid;

commit;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_double_not_null
--   alter constraint public.t.t_token_not_null
-- Hazards:
--   may_fail: constraint public.t.t_double_not_null
--   may_fail: constraint public.t.t_token_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_double_not_null;
alter table public.t validate constraint t_token_not_null;

commit;
-- 008_case_7
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.double
--   alter column public.t.token
--   drop constraint public.t.t_double_not_null
--   drop constraint public.t.t_token_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column double set not null;
alter table public.t alter column token set not null;
alter table public.t drop constraint t_double_not_null;
alter table public.t drop constraint t_token_not_null;

commit;
