-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop statistics public.s
--   drop column public.t.b
--   create statistics public.s
-- Hazards:
--   data_loss: column public.t.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
drop statistics public.s;
alter table public.t drop column b;
create statistics public.s on a, id from public.t;

commit;
