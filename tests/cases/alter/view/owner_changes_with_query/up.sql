-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
drop view public.v;
create view public.v
  with (security_invoker = true) as
select a from t;
alter view public.v owner to reader;

commit;
