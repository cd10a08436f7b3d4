-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create composite type public.address
--   create composite type public.person
--   create function public.street(public.address)
--   create view public.homes

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- composite type public.address
create type public.address as (
  street varchar(80),
  place text collate "C",
  at point
);
comment on column public.address.street is 'Where.';

-- composite type public.person
create type public.person as (
  name text,
  home public.address
);

-- function public.street(public.address)
create function public.street (of public.address)
returns text
language sql
set search_path = ''
as $$
select (of).street
$$;
revoke all on routine public.street(public.address) from public;

-- view public.homes
create view public.homes
  with (security_invoker = true) as
select null::public.address as home;

commit;
