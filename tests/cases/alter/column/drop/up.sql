-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t."both"
--   drop constraint public.t.t_a_key
--   drop constraint public.t.t_b_check
--   drop index public.t_a_b_idx
--   drop column public.t.a
--   drop column public.t.b
-- Hazards:
--   data_loss: column public.t.a
--   data_loss: column public.t.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint "both";
alter table public.t drop constraint t_a_key;
alter table public.t drop constraint t_b_check;
drop index public.t_a_b_idx;
alter table public.t drop column a;
alter table public.t drop column b;

commit;
