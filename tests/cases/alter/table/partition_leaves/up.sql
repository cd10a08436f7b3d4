-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop partition public.logs_2
--   create column public.logs.more

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs_2
alter table public.logs detach partition public.logs_2;

-- table public.logs
alter table public.logs add column more text;

commit;
