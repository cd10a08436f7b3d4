-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop aggregate public.gone()
--   create view public."least"
--   create aggregate public.replaced(integer)
--   alter aggregate public.in_place(integer)
-- Hazards:
--   access_narrowed: grants of aggregate public.replaced(integer)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- aggregate public.gone()
drop aggregate public.gone (*);

-- view public."least"
drop view public."least";

-- aggregate public.replaced(integer)
drop aggregate public.replaced (integer);

-- aggregate public.in_place(integer)
create or replace aggregate public.in_place (integer) (
  sfunc = pg_catalog.int4smaller,
  stype = integer,
  combinefunc = pg_catalog.int4smaller,
  sortop = operator(pg_catalog.<),
  parallel = safe
);

-- aggregate public.replaced(integer)
create aggregate public.replaced (n integer) (
  sfunc = pg_catalog.int4larger,
  stype = integer
);
revoke all on routine public.replaced(integer) from public;
comment on routine public.replaced(integer) is 'Kept.';

-- view public."least"
create view public."least"
  with (security_invoker = true) as
select public.replaced(n) as n from generate_series(1, 3) n;

commit;
