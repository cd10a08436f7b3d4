-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.above
--   create view public.v with trigger
-- Hazards:
--   access_widened: grants of view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.above
drop view public.above;

-- view public.v
drop view public.v;
create view public.v
  with (security_invoker = true) as
select id, a, b from t;

-- view public.above
create view public.above
  with (security_invoker = true) as
select id from v;

-- view public.v
create trigger puts
  instead of insert on public.v
  for each row
  execute function public.put();
grant select on table public.v to reader;

commit;
