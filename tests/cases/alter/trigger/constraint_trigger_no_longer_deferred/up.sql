-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop trigger public.t.touched
--   create trigger public.t.touched

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop trigger touched on public.t;
create constraint trigger touched
  after update on public.t
  for each row
  execute function public.touch();

commit;
