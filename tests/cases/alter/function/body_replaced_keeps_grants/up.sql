-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.f(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f(integer)
create or replace function public.f (a integer)
returns integer
language sql
set search_path = ''
as $$
select a + 1
$$;

commit;
