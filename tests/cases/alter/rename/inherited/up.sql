-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename table public.events to log
--   rename table public.events_2024 to log_2024
--   rename column public.log.a to c
--   rename column public.log.at to on_day
--   rename column public.parent.a to c

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.log
alter table public.events rename to log;
alter table public.events_2024 rename to log_2024;
alter table public.log rename column a to c;
alter table public.log rename column at to on_day;

-- table public.parent
alter table public.parent rename column a to c;

commit;
