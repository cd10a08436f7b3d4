-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.street(public.address)
--   drop constraint public.t.has_zip
--   create constraint public.t.has_zip
--   create view public.streets
--   alter composite type public.address
-- Hazards:
--   table_rewrite: composite type public.address
--   access_narrowed: grants of function public.street(public.address)
--   table_scan: constraint public.t.has_zip
--   may_fail: constraint public.t.has_zip

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- function public.street(public.address)
drop function public.street(public.address);

-- table public.t
alter table public.t drop constraint has_zip;

-- view public.streets
drop view public.streets;

-- composite type public.address
alter type public.address rename to address_old;
create type public.address as (
  "in" public.place,
  note text,
  street text,
  zip integer
);
comment on column public.address.note is 'Whatever.';
comment on type public.address is 'Where to.';
alter table public.t alter column "Home" type public.address using case when "Home" is distinct from null then row(("Home")."in"::text::public.place, ("Home").note, ("Home").street, ("Home").zip)::public.address end;
drop type public.address_old;

-- function public.street(public.address)
create function public.street (of public.address)
returns text
language sql
set search_path = ''
as $$
select of.street
$$;
revoke all on routine public.street(public.address) from public;

-- table public.t
alter table public.t add constraint has_zip check (("Home").zip > 0);

-- view public.streets
create view public.streets
  with (security_invoker = true) as
select id, ("Home").street from t;

commit;
