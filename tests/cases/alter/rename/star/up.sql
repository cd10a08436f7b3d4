-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.over
--   create view public.v
--   rename column public.t.a to b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.over
drop view public.over;

-- view public.v
drop view public.v;

-- table public.t
alter table public.t rename column a to b;

-- view public.v
create view public.v
  with (security_invoker = true) as
select * from t;

-- view public.over
create view public.over
  with (security_invoker = true) as
select b from v;

-- view public.v
grant select on table public.v to reader;

commit;
