-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create constraint public.logs_2.logs_2_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 add constraint logs_2_partition check (at is not null and at >= '2026-02-01' and at < '2026-03-01') not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.logs_2.logs_2_partition
-- Hazards:
--   may_fail: constraint public.logs_2.logs_2_partition

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 validate constraint logs_2_partition;

commit;
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_2

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_2
do $$ begin
  if exists (select from pg_inherits where inhrelid = 'public.logs_2'::regclass and inhdetachpending) then
    alter table public.logs detach partition public.logs_2 finalize;
  end if;
  if not exists (select from pg_inherits where inhrelid = 'public.logs_2'::regclass) then
    alter table public.logs attach partition public.logs_2 for values from ('2026-02-01') to ('2026-03-01');
  end if;
end $$;
alter table public.logs detach partition public.logs_2 concurrently;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.logs_2.logs_2_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs_2 drop constraint logs_2_partition;

commit;
