-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.only_inout(integer)
--   create function public.only_out()
--   create function public.with_out(integer, integer)
--   create table public.t with row security
--   create function public.add(integer)
--   create function public.purge(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.only_inout(integer)
create procedure public.only_inout (inout b integer)
language plpgsql
set search_path = ''
as $$
begin b := 1; end;
$$;
revoke all on routine public.only_inout(integer) from public;

-- function public.only_out()
create procedure public.only_out (out b integer)
language plpgsql
set search_path = ''
as $$
begin b := 1; end;
$$;
revoke all on routine public.only_out() from public;

-- function public.with_out(integer, integer)
create procedure public.with_out (a integer, out b integer, inout c integer default 2)
language plpgsql
security definer
set search_path = ''
set work_mem = '1MB'
as $$
begin
  b := a;
end;
$$;
alter routine public.with_out(integer, integer) owner to app_owner;
revoke all on routine public.with_out(integer, integer) from public;
grant execute on routine public.with_out(integer, integer) to caller;
comment on routine public.with_out(integer, integer) is 'Has an out argument.';

-- table public.t
create table public.t (
  a integer
);

-- function public.add(integer)
create procedure public.add (n integer)
language sql
set search_path = ''
begin atomic
  insert into t values (n);
end;
revoke all on routine public.add(integer) from public;

-- function public.purge(integer)
create procedure public.purge (days integer default 90)
language plpgsql
as $$
begin
  delete from public.t where a > days;
  commit;
end;
$$;
alter routine public.purge(integer) owner to app_owner;
revoke all on routine public.purge(integer) from public;
grant execute on routine public.purge(integer) to caller;
comment on routine public.purge(integer) is 'Cleans.';

-- table public.t
alter table public.t enable row level security;

commit;
