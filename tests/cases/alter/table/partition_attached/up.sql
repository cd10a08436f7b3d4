-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_1
--   alter default public.logs_1.title
--   create index public.its_own
--   create partition public.logs_1
--   drop column public.logs.gone
--   create column public.logs.more
-- Hazards:
--   table_scan: partition public.logs_1
--   may_fail: partition public.logs_1
--   data_loss: column public.logs.gone

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_1
alter table public.logs detach partition public.logs_1;
alter table public.logs_1 alter column title set default 'b';
create index its_own on public.logs_1 using btree (title);
alter table public.logs attach partition public.logs_1 for values from (0) to (20);

-- table public.logs
alter table public.logs drop column gone;
alter table public.logs add column more text default 'x';

commit;
