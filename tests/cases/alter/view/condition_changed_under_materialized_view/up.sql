-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create materialized view public.m
--   create view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

-- view public.v
drop view public.v;
create view public.v
  with (security_invoker = true) as
select id from t where a > 0;

-- materialized view public.m
create materialized view public.m as
select count(*) as n from v;

commit;
