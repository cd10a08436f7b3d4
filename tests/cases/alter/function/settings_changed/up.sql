-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f()
create or replace function public.f ()
returns integer
language sql
set search_path = ''
set work_mem = '2MB'
set lock_timeout = '1s'
as $$
select 1
$$;

commit;
