-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create extension pg_trgm
--   create index public.t_b_idx

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension pg_trgm
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
comment on extension pg_trgm is 'Trigrams.';

-- table public.t
create index t_b_idx on public.t using gin (b extensions.gin_trgm_ops);

commit;
