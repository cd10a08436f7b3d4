-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_narrowed: grants of range type public.span

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- range type public.span
alter type public.span owner to reader;
revoke all on type public.span from public;

commit;
