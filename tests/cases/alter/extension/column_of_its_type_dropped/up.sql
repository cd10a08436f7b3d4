-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_a_idx
--   drop column public.t.a
-- Hazards:
--   data_loss: column public.t.a

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.t
drop index public.t_a_idx;
alter table public.t drop column a;

commit;
