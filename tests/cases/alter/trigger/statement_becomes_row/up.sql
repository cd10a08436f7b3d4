-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter trigger public.t.touched

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create or replace trigger touched
  after update on public.t
  for each row
  execute function public.touch();

commit;
