-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.fits(text)
-- Hazards:
--   stale_values: domain public.word

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.fits(text)
create or replace function public.fits (a text)
returns boolean
language sql
immutable
set search_path = ''
as $$
select a > ''
$$;

commit;
