-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create function public.as_text(numeric, numeric)
--   create function public.minus(numeric, numeric)
--   create function public.plus(numeric, numeric)
--   create aggregate public.average(numeric)
--   create aggregate public.lowest(integer)
--   create aggregate public.most_common(anyelement)
--   create aggregate public.percentile(double precision, double precision)
--   create aggregate public.place("any")
--   create aggregate public.total()
--   create aggregate public.total(numeric)
--   create view public.totals

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- function public.as_text(numeric, numeric)
create function public.as_text (a numeric, b numeric)
returns text
language sql
immutable
set search_path = ''
as $$
select 'it is ' || a
$$;
revoke all on routine public.as_text(numeric, numeric) from public;
grant execute on routine public.as_text(numeric, numeric) to public;

-- function public.minus(numeric, numeric)
create function public.minus (a numeric, b numeric)
returns numeric
language sql
immutable
set search_path = ''
as $$
select a - coalesce(b, 0)
$$;
revoke all on routine public.minus(numeric, numeric) from public;
grant execute on routine public.minus(numeric, numeric) to public;

-- function public.plus(numeric, numeric)
create function public.plus (a numeric, b numeric)
returns numeric
language sql
immutable
set search_path = ''
as $$
select coalesce(a, 0) + coalesce(b, 0)
$$;
revoke all on routine public.plus(numeric, numeric) from public;
grant execute on routine public.plus(numeric, numeric) to public;

-- aggregate public.average(numeric)
create aggregate public.average (numeric) (
  sfunc = pg_catalog.numeric_avg_accum,
  stype = internal,
  finalfunc = pg_catalog.numeric_avg,
  combinefunc = pg_catalog.numeric_avg_combine,
  serialfunc = pg_catalog.numeric_avg_serialize,
  deserialfunc = pg_catalog.numeric_avg_deserialize,
  parallel = restricted
);
revoke all on routine public.average(numeric) from public;

-- aggregate public.lowest(integer)
create aggregate public.lowest (integer) (
  sfunc = pg_catalog.int4smaller,
  stype = integer,
  sortop = operator(pg_catalog.<)
);
revoke all on routine public.lowest(integer) from public;

-- aggregate public.most_common(anyelement)
create aggregate public.most_common (order by anyelement) (
  sfunc = pg_catalog.ordered_set_transition,
  stype = internal,
  finalfunc = pg_catalog.mode_final,
  finalfunc_extra
);
revoke all on routine public.most_common(anyelement) from public;

-- aggregate public.percentile(double precision, double precision)
create aggregate public.percentile (fraction double precision order by double precision) (
  sfunc = pg_catalog.ordered_set_transition,
  stype = internal,
  finalfunc = pg_catalog.percentile_disc_final,
  finalfunc_extra
);
revoke all on routine public.percentile(double precision, double precision) from public;
grant execute on routine public.percentile(double precision, double precision) to public;
comment on routine public.percentile(double precision, double precision) is 'Ordered.';

-- aggregate public.place("any")
create aggregate public.place (variadic "any" order by variadic "any") (
  sfunc = pg_catalog.ordered_set_transition_multi,
  stype = internal,
  finalfunc = pg_catalog.rank_final,
  finalfunc_extra,
  hypothetical
);
revoke all on routine public.place("any") from public;

-- aggregate public.total()
create aggregate public.total (*) (
  sfunc = pg_catalog.int8inc,
  stype = bigint,
  initcond = '0'
);
revoke all on routine public.total() from public;

-- aggregate public.total(numeric)
create aggregate public.total (amount numeric) (
  sfunc = public.plus,
  stype = numeric,
  sspace = 64,
  finalfunc = public.as_text,
  finalfunc_extra,
  finalfunc_modify = read_write,
  initcond = '0',
  combinefunc = public.plus,
  msfunc = public.plus,
  mstype = numeric,
  msspace = 32,
  mfinalfunc = public.as_text,
  mfinalfunc_extra,
  mfinalfunc_modify = shareable,
  minitcond = '0',
  minvfunc = public.minus,
  parallel = safe
);
alter routine public.total(numeric) owner to app_owner;
revoke all on routine public.total(numeric) from public;
grant execute on routine public.total(numeric) to reader;
comment on routine public.total(numeric) is 'What it comes to.';

-- view public.totals
create view public.totals
  with (security_invoker = true) as
select public.total(n) as total from generate_series(1, 3) n;

commit;
