-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create materialized view public.high
--   create materialized view public.low with index

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.high
drop materialized view public.high;

-- materialized view public.low
drop materialized view public.low;
create materialized view public.low as
select id, a from t;

-- materialized view public.high
create materialized view public.high as
select sum(a) as n from low;

-- materialized view public.low
create index low_id_idx on public.low using btree (id);

commit;
