-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension pg_trgm

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension pg_trgm
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
comment on extension pg_trgm is 'Trigrams.';

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   create index public.t_b_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public, extensions;

-- table public.t
do $$ begin
  if exists (select from pg_index where indexrelid = to_regclass('public.t_b_idx') and not indisvalid) then
    drop index public.t_b_idx;
  end if;
end $$;
create index concurrently if not exists t_b_idx on public.t using gin (b extensions.gin_trgm_ops);
