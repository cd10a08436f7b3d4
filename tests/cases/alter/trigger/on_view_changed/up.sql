-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter trigger public.v.puts

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
create or replace trigger puts
  instead of insert or update or delete on public.v
  for each row
  execute function public.touch();

commit;
