-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter materialized view public.m

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
comment on materialized view public.m is null;
alter materialized view public.m set (autovacuum_enabled = false, fillfactor = 80);

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.m_id_idx_new
-- Hazards:
--   may_fail: index public.m_id_idx_new

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- materialized view public.m
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.m_id_idx_new') and not indisvalid) then
    drop index public.m_id_idx_new;
  end if;
end $$;
create unique index concurrently if not exists m_id_idx_new on public.m using btree (id);
-- 004_case_3
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.m_id_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- materialized view public.m
drop index concurrently if exists public.m_id_idx;
-- 005_case_4
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.m_id_idx

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- materialized view public.m
alter index public.m_id_idx_new rename to m_id_idx;

commit;
