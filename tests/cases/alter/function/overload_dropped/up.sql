-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function public.f(text)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f(text)
drop function public.f(text);

commit;
