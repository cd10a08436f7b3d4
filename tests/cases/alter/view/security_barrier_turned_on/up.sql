-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter view public.v

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- view public.v
alter view public.v set (security_barrier = true, security_invoker = true);

commit;
