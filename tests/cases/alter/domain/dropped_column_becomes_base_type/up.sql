-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.t.e
--   drop domain public.email
-- Hazards:
--   table_rewrite: column public.t.e

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t alter column e type text;

-- domain public.email
drop domain public.email;

commit;
