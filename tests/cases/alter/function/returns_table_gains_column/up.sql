-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.f()
-- Hazards:
--   access_widened: grants of function public.f()
--   access_narrowed: grants of function public.f()

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.f()
drop function public.f();
create function public.f ()
returns table (a integer, b text)
language sql
set search_path = ''
as $$
select 1, ''
$$;
alter routine public.f() owner to writer;
revoke all on routine public.f() from public;
grant execute on routine public.f() to reader;

commit;
