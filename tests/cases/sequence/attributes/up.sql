-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create sequence "Odd Schema"."A Sequence"
--   create sequence public.down
--   create sequence public.invoice_number
--   create sequence public.plain
--   create table public.invoices with 2 × sequence, 2 × default, row security
--   create view public.current

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- sequence "Odd Schema"."A Sequence"
create sequence "Odd Schema"."A Sequence" as bigint;
grant select, update, usage on sequence "Odd Schema"."A Sequence" to reader;

-- sequence public.down
create unlogged sequence public.down as smallint increment by -1;

-- sequence public.invoice_number
create sequence public.invoice_number as integer start with 1000 increment by 5 minvalue 10 maxvalue 99999 cache 20 cycle;
alter sequence public.invoice_number owner to app_owner;
grant select on sequence public.invoice_number to public;
grant select, update on sequence public.invoice_number to reader;
grant usage on sequence public.invoice_number to reader with grant option;
comment on sequence public.invoice_number is 'It counts;
up.';

-- sequence public.plain
create sequence public.plain as bigint;

-- table public.invoices
create table public.invoices (
  number integer not null default nextval('invoice_number'),
  other bigint default nextval('"Odd Schema"."A Sequence"'::regclass),
  own bigint not null,
  "Odd Col" bigint,
  constraint invoices_pkey primary key (number),
  constraint invoices_own_key unique (own)
);
create sequence public.odd_seq as bigint owned by public.invoices."Odd Col";
create sequence public.own_seq as bigint owned by public.invoices.own;
alter table public.invoices alter column "Odd Col" set default nextval('odd_seq'::regclass);
alter table public.invoices alter column own set default nextval('own_seq');
alter table public.invoices enable row level security;

-- view public.current
create view public.current
  with (security_invoker = true) as
select last_value from plain;

commit;
