-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter text search dictionary public.stems
-- Hazards:
--   stale_values: column public.notes.found
--   stale_values: index public.by_body

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- text search dictionary public.stems
alter text search dictionary public.stems (language = 'german');

commit;
