-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
-- Hazards:
--   access_widened: grants of function public.secret()
--   access_narrowed: grants of function public.secret()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.secret()
revoke all on routine public.secret() from public;
grant execute on routine public.secret() to reader;

commit;
