-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.t
--   drop function public.touch()
--   drop publication p
-- Hazards:
--   data_loss: table public.t

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop table public.t;

-- function public.touch()
drop function public.touch();

-- publication p
drop publication p;

commit;
