-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop constraint public.t.key

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.t
alter table public.t drop constraint key;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.key
-- Hazards:
--   may_fail: index public.key

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.key') and not indisvalid) then
    drop index public.key;
  end if;
end $$;
create unique index concurrently if not exists key on public.t using btree (a) where b = 'x';
