-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.largest()
--   alter column public.t.a
-- Hazards:
--   table_rewrite: column public.t.a
--   access_narrowed: grants of function public.largest()

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.largest()
drop function public.largest();

-- table public.t
alter table public.t alter column a type bigint;

-- function public.largest()
create function public.largest ()
returns bigint
language sql
set search_path = ''
return (select max(a) from public.t);
revoke all on routine public.largest() from public;
comment on routine public.largest() is 'Kept.';

commit;
