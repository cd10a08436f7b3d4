-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter function public.key_of(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.key_of(integer)
create or replace function public.key_of (a integer)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
select a
$$;

commit;
