-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop function public.even(integer)
--   drop function public.odd(integer)
--   create function public.even(bigint)
--   create function public.odd(bigint)

begin;
set local lock_timeout = '4s';
set local search_path = public;
set local check_function_bodies = off;

-- function public.even(integer)
drop function public.even(integer);

-- function public.odd(integer)
drop function public.odd(integer);

-- function public.even(bigint)
create function public.even (n bigint)
returns boolean
language plpgsql
set search_path = ''
as $$
begin return n = 0 or public.odd(n - 1); end;
$$;
revoke all on routine public.even(bigint) from public;

-- function public.odd(bigint)
create function public.odd (n bigint)
returns boolean
language plpgsql
set search_path = ''
as $$
begin return n <> 0 and public.even(n - 1); end;
$$;
revoke all on routine public.odd(bigint) from public;

commit;
