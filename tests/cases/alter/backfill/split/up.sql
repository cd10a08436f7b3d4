-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.people.given
--   create column public.people.family

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.people add column given text;
alter table public.people add column family text;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.given

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
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
      select max(part.ctid) into upto from (select ctid from public.people where ctid > done limit 2000) part;
      exit when upto is null;
      update public.people set given = split_part(full_name, ' ', 1)
        where ctid > done and ctid <= upto and given is null and (split_part(full_name, ' ', 1)) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.people set given = split_part(full_name, ' ', 1) where given is null and (split_part(full_name, ' ', 1)) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.family

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.people
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
      select max(part.ctid) into upto from (select ctid from public.people where ctid > done limit 2000) part;
      exit when upto is null;
      update public.people set family = split_part(full_name, ' ', 2)
        where ctid > done and ctid <= upto and family is null and (split_part(full_name, ' ', 2)) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.people set family = split_part(full_name, ' ', 2) where family is null and (split_part(full_name, ' ', 2)) is not null;
end
$backfill$;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.people.people_family_not_null
--   create constraint public.people.people_given_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.people add constraint people_family_not_null check (family is not null) not valid;
alter table public.people add constraint people_given_not_null check (given is not null) not valid;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.people.people_family_not_null
--   alter constraint public.people.people_given_not_null
-- Hazards:
--   may_fail: constraint public.people.people_family_not_null
--   may_fail: constraint public.people.people_given_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.people
alter table public.people validate constraint people_family_not_null;
alter table public.people validate constraint people_given_not_null;

commit;
-- 007_case_6
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.people.given
--   alter column public.people.family
--   drop constraint public.people.people_family_not_null
--   drop constraint public.people.people_given_not_null
--   drop column public.people.full_name
-- Hazards:
--   data_loss: column public.people.full_name

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.people
alter table public.people alter column given set not null;
alter table public.people alter column family set not null;
alter table public.people drop constraint people_family_not_null;
alter table public.people drop constraint people_given_not_null;
alter table public.people drop column full_name;

commit;
