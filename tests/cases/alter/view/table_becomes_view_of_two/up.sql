-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop table public.orders
--   create table public.closed_orders with row security
--   create table public.open_orders with row security
--   create view public.orders
-- Hazards:
--   data_loss: table public.orders

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.orders
drop table public.orders;

-- table public.closed_orders
create table public.closed_orders (
  id integer not null,
  constraint closed_orders_pkey primary key (id)
);
alter table public.closed_orders enable row level security;

-- table public.open_orders
create table public.open_orders (
  id integer not null,
  constraint open_orders_pkey primary key (id)
);
alter table public.open_orders enable row level security;

-- view public.orders
create view public.orders
  with (security_invoker = true) as
select id from open_orders union all select id from closed_orders;
grant select on table public.orders to reader;

commit;
