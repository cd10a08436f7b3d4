-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop index public.t_a_idx

set lock_timeout = '4s';
set statement_timeout = 0;
set search_path = public;

-- table public.t
drop index concurrently if exists public.t_a_idx;
