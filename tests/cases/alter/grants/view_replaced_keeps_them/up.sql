-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v
-- Hazards:
--   access_widened: grants of view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;
create view public.v
  with (security_barrier = true, security_invoker = true) as
select a, id from t;
alter view public.v owner to writer;
grant select on table public.v to reader with grant option;
comment on view public.v is 'Kept.';
comment on column public.v.id is 'Kept too.';

commit;
