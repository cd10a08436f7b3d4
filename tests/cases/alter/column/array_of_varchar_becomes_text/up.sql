-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.tags
--   alter column public.t.counts
-- Hazards:
--   table_rewrite: column public.t.tags

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column tags type text[];
alter table public.t alter column counts type numeric[];

commit;
