-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename table public.events to log
--   rename table public.events_2024 to log_2024
--   rename column public.log.a to c
--   rename column public.log.at to on_day
--   rename constraint public.log.events_at_a_key to log_on_day_c_key
--   rename constraint public.log.events_pkey to log_pkey
--   rename index public.events_a_idx to log_c_idx
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

-- table public.log
alter table public.log rename constraint events_at_a_key to log_on_day_c_key;
alter table public.log rename constraint events_pkey to log_pkey;
alter index public.events_a_idx rename to log_c_idx;

-- index public.log_2024_on_day_c_key
alter index if exists public.events_2024_at_a_key rename to log_2024_on_day_c_key;

-- index public.log_2024_pkey
alter index if exists public.events_2024_pkey rename to log_2024_pkey;

-- index public.log_2024_c_idx
alter index if exists public.events_2024_a_idx rename to log_2024_c_idx;

-- index public.log_2024_expr_idx
alter index if exists public.events_2024_expr_idx rename to log_2024_expr_idx;

commit;
