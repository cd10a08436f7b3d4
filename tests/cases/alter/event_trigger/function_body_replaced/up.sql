-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f()
create or replace function public.f ()
returns event_trigger
language plpgsql
set search_path = ''
as $$
begin perform 1; end;
$$;

commit;
