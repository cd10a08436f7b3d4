-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.is_even(integer)
--   create function public.is_odd(integer)
--   create table public.orders with default, row security
--   create function public.next_number()

begin;
set local lock_timeout = '4s';
set local search_path = public;
set local check_function_bodies = off;

-- function public.is_even(integer)
create function public.is_even (n integer)
returns boolean
language sql
set search_path = ''
as $$
select n = 0 or public.is_odd(n - 1)
$$;
revoke all on routine public.is_even(integer) from public;

-- function public.is_odd(integer)
create function public.is_odd (n integer)
returns boolean
language sql
set search_path = ''
as $$
select n <> 0 and public.is_even(n - 1)
$$;
revoke all on routine public.is_odd(integer) from public;

-- table public.orders
create table public.orders (
  number integer not null,
  constraint orders_pkey primary key (number)
);

-- function public.next_number()
create function public.next_number ()
returns integer
language plpgsql
set search_path = ''
as $$
declare
  last public.orders;
begin
  select * into last from public.orders order by number desc limit 1;
  return coalesce(last.number, 0) + 1;
end;
$$;
revoke all on routine public.next_number() from public;

-- table public.orders
alter table public.orders alter column number set default next_number();
alter table public.orders enable row level security;

commit;
