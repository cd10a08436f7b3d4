-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.f(text)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f(text)
create function public.f (a text)
returns text
language sql
set search_path = ''
as $$
select a
$$;
revoke all on routine public.f(text) from public;

commit;
