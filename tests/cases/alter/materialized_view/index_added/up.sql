-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.m_id_idx
-- Hazards:
--   may_fail: index public.m_id_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- materialized view public.m
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.m_id_idx') and not indisvalid) then
    drop index public.m_id_idx;
  end if;
end $$;
create unique index concurrently if not exists m_id_idx on public.m using btree (id);
