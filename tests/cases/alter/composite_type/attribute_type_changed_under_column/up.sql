-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter composite type public.address
-- Hazards:
--   table_rewrite: composite type public.address
--   may_fail: composite type public.address

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- composite type public.address
alter type public.address rename to address_old;
create type public.address as (
  street text,
  zip text
);
alter table public.t alter column home type public.address using home::text::public.address;
alter table public.t alter column many type public.address[] using many::text[]::public.address[];
drop type public.address_old;

commit;
