-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.m
--   create materialized view public.m with index
-- Hazards:
--   data_loss: table public.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.m
drop table public.m;

-- materialized view public.m
create materialized view public.m as
select id from t;
create index m_id_idx on public.m using btree (id);

commit;
