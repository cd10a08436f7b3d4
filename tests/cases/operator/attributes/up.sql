-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema "Odd Schema"
--   create composite type public.pair
--   create function public.less(public.pair, public.pair)
--   create function public.other(public.pair, public.pair)
--   create function public.same(public.pair, public.pair)
--   create function public.turned(public.pair)
--   create operator "Odd Schema".~(none, public.pair)
--   create operator public.!==(public.pair, public.pair)
--   create operator public.===(public.pair, public.pair)
--   create aggregate public."some"(public.pair)
--   create view public.compared

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema "Odd Schema"
create schema "Odd Schema";

-- composite type public.pair
create type public.pair as (
  a integer,
  b integer
);

-- function public.less(public.pair, public.pair)
create function public.less (public.pair, public.pair)
returns public.pair
language sql
immutable
set search_path = ''
as $$
select $1
$$;
revoke all on routine public.less(public.pair, public.pair) from public;

-- function public.other(public.pair, public.pair)
create function public.other (x public.pair, y public.pair)
returns boolean
language sql
immutable
set search_path = ''
as $$
select (x).a <> (y).a
$$;
revoke all on routine public.other(public.pair, public.pair) from public;

-- function public.same(public.pair, public.pair)
create function public.same (x public.pair, y public.pair)
returns boolean
language sql
immutable
set search_path = ''
as $$
select (x).a = (y).a
$$;
revoke all on routine public.same(public.pair, public.pair) from public;

-- function public.turned(public.pair)
create function public.turned (public.pair)
returns public.pair
language sql
immutable
set search_path = ''
as $$
select ($1).b, ($1).a
$$;
revoke all on routine public.turned(public.pair) from public;

-- operator "Odd Schema".~(none, public.pair)
create operator "Odd Schema".~ (
  function = public.turned,
  rightarg = public.pair
);

-- operator public.!==(public.pair, public.pair)
create operator public.!== (
  function = public.other,
  leftarg = public.pair,
  rightarg = public.pair,
  commutator = operator(public.!==),
  negator = operator(public.===)
);

-- operator public.===(public.pair, public.pair)
create operator public.=== (
  function = public.same,
  leftarg = public.pair,
  rightarg = public.pair,
  commutator = operator(public.===),
  negator = operator(public.!==),
  restrict = pg_catalog.eqsel,
  join = pg_catalog.eqjoinsel,
  hashes,
  merges
);
alter operator public.=== (public.pair, public.pair) owner to app_owner;
comment on operator public.=== (public.pair, public.pair) is 'The same first number.';

-- aggregate public."some"(public.pair)
create aggregate public."some" (public.pair) (
  sfunc = public.less,
  stype = public.pair
);
revoke all on routine public."some"(public.pair) from public;

-- view public.compared
create view public.compared
  with (security_invoker = true) as
select row(1, 2)::public.pair operator(public.===) row(1, 3)::public.pair as same;

commit;
