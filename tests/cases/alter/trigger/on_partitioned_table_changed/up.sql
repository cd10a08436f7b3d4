-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter trigger public.logs.touched

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.logs
create or replace trigger touched
  before insert or update on public.logs
  for each row
  execute function public.touch();

commit;
