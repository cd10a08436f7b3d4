-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.logs_3
--   create row security public.logs_3
--   create constraint public.logs_1.logs_1_partition
-- Hazards:
--   access_narrowed: row security public.logs_3

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create table public.logs_3 (like public.logs including constraints including defaults including generated including storage including compression);
alter table public.logs attach partition public.logs_3 for values from ('2026-03-01') to ('2026-04-01');
alter table public.logs_3 enable row level security;

-- table public.logs_1
alter table public.logs_1 add constraint logs_1_partition check (at is not null and at >= '2026-01-01' and at < '2026-02-01') not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs_1.logs_1_partition
-- Hazards:
--   may_fail: constraint public.logs_1.logs_1_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_1
alter table public.logs_1 validate constraint logs_1_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_1

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_1
do $$ begin
  if exists (select from pg_inherits where inhrelid = 'public.logs_1'::regclass and inhdetachpending) then
    alter table public.logs detach partition public.logs_1 finalize;
  end if;
  if not exists (select from pg_inherits where inhrelid = 'public.logs_1'::regclass) then
    alter table public.logs attach partition public.logs_1 for values from ('2026-01-01') to ('2026-02-01');
  end if;
end $$;
alter table public.logs detach partition public.logs_1 concurrently;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.logs_1.logs_1_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_1
alter table public.logs_1 drop constraint logs_1_partition;

commit;
