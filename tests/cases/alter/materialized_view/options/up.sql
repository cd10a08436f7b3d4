-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.m_id_idx
--   alter materialized view public.m
--   create index public.m_id_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
drop index public.m_id_idx;
comment on materialized view public.m is null;
alter materialized view public.m set (autovacuum_enabled = false, fillfactor = 80);
create unique index m_id_idx on public.m using btree (id);

commit;
