-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter trigger public.t.touched
--   drop column public.t.b
-- Hazards:
--   data_loss: column public.t.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
create or replace trigger touched
  before update of a on public.t
  for each row
  execute function public.touch();
alter table public.t drop column b;

commit;
