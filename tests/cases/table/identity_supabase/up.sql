-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create table public.orders with row security
--   create table public.shared with row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.orders
create table public.orders (
  id bigint not null generated always as identity,
  constraint orders_pkey primary key (id)
);
revoke all on sequence public.orders_id_seq from public, anon, authenticated, service_role;
alter table public.orders enable row level security;
revoke all on table public.orders from public, anon, authenticated, service_role;

-- table public.shared
create table public.shared (
  id bigint not null generated always as identity,
  constraint shared_pkey primary key (id)
);
revoke all on sequence public.shared_id_seq from public, anon, authenticated, service_role;
grant usage on sequence public.shared_id_seq to authenticated;
alter table public.shared enable row level security;
revoke all on table public.shared from public, anon, authenticated, service_role;

commit;
