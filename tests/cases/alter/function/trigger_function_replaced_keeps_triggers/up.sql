-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.touch()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.touch()
create or replace function public.touch ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin new.n := 1; return new; end;
$$;

commit;
