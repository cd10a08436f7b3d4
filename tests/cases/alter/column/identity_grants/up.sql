-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter column public.orders.id
--   alter column public.orders.number
--   create column public.orders.third
-- Hazards:
--   access_widened: column public.orders.id
--   access_narrowed: column public.orders.id
--   table_scan: column public.orders.number
--   access_widened: column public.orders.number
--   table_rewrite: column public.orders.third
--   access_widened: column public.orders.third

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.orders
grant usage on sequence public.orders_id_seq to public;
revoke usage on sequence public.orders_id_seq from reader;
grant select on sequence public.orders_id_seq to reader;
alter table public.orders alter column number add generated always as identity;
select setval(pg_get_serial_sequence('public.orders', 'number'), max(number)) from public.orders having max(number) >= 1;
grant select, update, usage on sequence public.orders_number_seq to reader;
alter table public.orders add column third integer not null generated always as identity;
grant select, update, usage on sequence public.orders_third_seq to reader;

commit;
