-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.t.total

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add column total integer;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.total

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
      update public.t set total = a * 2
        where ctid > done and ctid <= upto and total is null and (a * 2) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set total = a * 2 where total is null and (a * 2) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_total_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_total_not_null check (total is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create materialized view public.m
--   alter constraint public.t.t_total_not_null
-- Hazards:
--   may_fail: constraint public.t.t_total_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

-- table public.t
alter table public.t validate constraint t_total_not_null;

-- materialized view public.m
create materialized view public.m as
select id, total from t;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.total
--   drop constraint public.t.t_total_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column total set not null;
alter table public.t drop constraint t_total_not_null;

commit;
