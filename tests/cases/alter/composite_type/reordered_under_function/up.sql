-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.addresses()
--   drop constraint public.t.has_zip
--   create constraint public.t.has_zip
--   create function public.zip_of(public.address)
--   alter composite type public.address
-- Hazards:
--   access_widened: composite type public.address
--   access_narrowed: grants of function public.addresses()
--   access_narrowed: grants of function public.zip_of(public.address)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.addresses()
drop function public.addresses();

-- table public.t
alter table public.t drop constraint has_zip;

-- function public.zip_of(public.address)
drop function public.zip_of(public.address);

-- composite type public.address
alter type public.address rename to address_old;
alter type public.parcel rename to parcel_old;
create type public.address as (
  country text,
  street text,
  floor integer,
  zip integer
);
create type public.parcel as (
  sent_to public.address,
  weight integer
);
grant usage on type public.address to teller;
comment on type public.address is 'Where somebody lives.';
drop type public.parcel_old;
drop type public.address_old;

-- function public.addresses()
create function public.addresses ()
returns setof public.address
language plpgsql
set search_path = ''
as $$
begin
  return next null;
end
$$;
revoke all on routine public.addresses() from public;

-- function public.zip_of(public.address)
create function public.zip_of (a public.address)
returns text
language sql
set search_path = ''
as $$
select (a).zip::text
$$;
revoke all on routine public.zip_of(public.address) from public;

-- table public.t
alter table public.t add constraint has_zip check (zip_of(row('b', 'a', 2, 1)::address) = '1') not valid;

commit;
-- 003_case_2
-- Project case. Written by schemac: change the YAML, not this file.
--   alter constraint public.t.has_zip
-- Hazards:
--   may_fail: constraint public.t.has_zip

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- table public.t
alter table public.t validate constraint has_zip;

commit;
