-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create default public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a set default 0;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a

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
      update public.t set a = 0
        where ctid > done and ctid <= upto and a is null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.t set a = 0 where a is null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t add constraint t_a_not_null check (a is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.t_a_not_null
-- Hazards:
--   may_fail: constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint t_a_not_null;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.a
--   drop constraint public.t.t_a_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t alter column a set not null;
alter table public.t drop constraint t_a_not_null;

commit;
