-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.stamp()
--   alter trigger public.t.touched
--   drop function public.touch()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.stamp()
create function public.stamp ()
returns trigger
language plpgsql
set search_path = ''
as $$
begin return new; end;
$$;
revoke all on routine public.stamp() from public;

-- table public.t
create or replace trigger touched
  before update on public.t
  for each row
  execute function public.stamp();

-- function public.touch()
drop function public.touch();

commit;
