-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop column public.logs.gone
--   create column public.logs.more
--   alter default public.logs_1.title
--   create constraint public.logs_1.logs_1_partition
-- Hazards:
--   data_loss: column public.logs.gone

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
alter table public.logs drop column gone;
alter table public.logs add column more text default 'x';

-- table public.logs_1
alter table public.logs_1 alter column title set default 'b';
alter table public.logs_1 add constraint logs_1_partition check (n is not null and n >= 0 and n < 20) not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.its_own

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.logs_1
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.its_own') and not indisvalid) then
    drop index public.its_own;
  end if;
end $$;
create index concurrently if not exists its_own on public.logs_1 using btree (title);
-- 004_case_3
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
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_1
--   create partition public.logs_1
--   drop constraint public.logs_1.logs_1_partition

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_1
alter table public.logs detach partition public.logs_1;
alter table public.logs attach partition public.logs_1 for values from (0) to (20);
alter table public.logs_1 drop constraint logs_1_partition;

commit;
