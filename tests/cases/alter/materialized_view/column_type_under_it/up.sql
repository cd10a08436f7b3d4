-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create materialized view public.m with index
--   alter column public.t.a
-- Hazards:
--   table_rewrite: column public.t.a

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- materialized view public.m
drop materialized view public.m;

-- table public.t
alter table public.t alter column a type bigint;

-- materialized view public.m
create materialized view public.m as
select id, a from t;
create unique index m_id_idx on public.m using btree (id);
comment on materialized view public.m is 'Kept.';

commit;
