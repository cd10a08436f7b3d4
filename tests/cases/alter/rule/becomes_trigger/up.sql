-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop rule public.t.kept
--   create trigger public.t.kept

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop rule kept on public.t;
create trigger kept
  before delete on public.t
  for each row
  execute function public.touch();

commit;
