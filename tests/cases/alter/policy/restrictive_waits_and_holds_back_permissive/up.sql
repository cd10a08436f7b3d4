-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create column public.notes.tenant

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes add column tenant integer;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.notes.tenant

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.notes
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
      select max(part.ctid) into upto from (select ctid from public.notes where ctid > done limit 2000) part;
      exit when upto is null;
      update public.notes set tenant = id % 2
        where ctid > done and ctid <= upto and tenant is null and (id % 2) is not null;
      get diagnostics filled = row_count;
      found := found or filled > 0;
      done := upto;
      commit;
    end loop;
    exit when not found;
  end loop;
  update public.notes set tenant = id % 2 where tenant is null and (id % 2) is not null;
end
$backfill$;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.notes.notes_tenant_not_null

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes add constraint notes_tenant_not_null check (tenant is not null) not valid;

commit;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.notes.notes_tenant_not_null
-- Hazards:
--   may_fail: constraint public.notes.notes_tenant_not_null

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.notes
alter table public.notes validate constraint notes_tenant_not_null;

commit;
-- 006_case_5
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.notes.tenant
--   create policy public.notes.tenant
--   create policy public.notes.all_rows
--   drop constraint public.notes.notes_tenant_not_null
-- Hazards:
--   access_narrowed: policy public.notes.tenant
--   access_widened: policy public.notes.all_rows

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.notes
alter table public.notes alter column tenant set not null;
create policy tenant on public.notes as restrictive for select to reader
  using (tenant = 1);
create policy all_rows on public.notes for select to reader
  using (true);
alter table public.notes drop constraint notes_tenant_not_null;

commit;
