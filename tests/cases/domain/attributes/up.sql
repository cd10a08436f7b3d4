-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create domain public.email
--   create domain public.price
--   create domain public.prices
--   create domain public.stamp
--   create function public.is_even(integer)
--   create domain public.even
--   create table public.t with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- domain public.email
create domain public.email as text collate "C" default 'nobody@example.com' not null
  constraint "Odd Name" check (length(value) < 200)
  constraint email_shape check (value ~ '@');
alter domain public.email owner to app_owner;
grant usage on domain public.email to reader;
comment on domain public.email is 'An address.';

-- domain public.price
create domain public.price as numeric(12,2) default 0;

-- domain public.prices
create domain public.prices as public.price[];

-- domain public.stamp
create domain public.stamp as timestamptz(3) default now();

-- function public.is_even(integer)
create function public.is_even (n integer)
returns boolean
language sql
immutable
set search_path = ''
as $$
select n % 2 = 0
$$;

-- domain public.even
create domain public.even as integer
  constraint even check (is_even(value));

-- function public.is_even(integer)
revoke all on routine public.is_even(integer) from public;

-- table public.t
create table public.t (
  id public.even not null default '2',
  mail public.email,
  price public.price default '1.50',
  prices public.price[] default array['1', '2.5']::public.price[],
  constraint t_pkey primary key (id)
);
alter table public.t enable row level security;

commit;
