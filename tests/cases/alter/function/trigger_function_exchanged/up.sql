-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop trigger public.t.touched
--   create trigger public.t.touched
--   drop function public.touch()
--   create function public.stamp()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop trigger touched on public.t;

-- function public.touch()
drop function public.touch();

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
create trigger touched
  before update on public.t
  for each row
  execute function public.stamp();
comment on trigger touched on public.t is 'Kept.';

commit;
