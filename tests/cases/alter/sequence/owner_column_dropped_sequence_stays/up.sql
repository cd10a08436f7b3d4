-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter sequence public.s
--   drop column public.t.a
-- Hazards:
--   data_loss: column public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.s
alter sequence public.s owned by none;

-- table public.t
alter table public.t drop column a;

commit;
