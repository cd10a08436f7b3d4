-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.fits(integer)
-- Hazards:
--   stale_values: constraint public.t.t_id_check

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.fits(integer)
create or replace function public.fits (a integer)
returns boolean
language sql
immutable
set search_path = ''
as $$
select a >= 0
$$;

commit;
