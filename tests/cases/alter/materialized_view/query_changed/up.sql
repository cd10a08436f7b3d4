-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create view public.above
--   create materialized view public.m with index
-- Hazards:
--   access_widened: grants of materialized view public.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.above
drop view public.above;

-- materialized view public.m
drop materialized view public.m;
create materialized view public.m with (fillfactor = 70) as
select id, a + 1 as a from t;

-- view public.above
create view public.above
  with (security_invoker = true) as
select id from m;

-- materialized view public.m
create unique index m_id_idx on public.m using btree (id);
alter materialized view public.m owner to writer;
grant select on table public.m to reader;
comment on materialized view public.m is 'Kept.';
comment on index public.m_id_idx is 'Kept too.';

commit;
