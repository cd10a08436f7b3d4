-- Aggregates of all kinds.
create role ro;
create schema app; create schema "Odd Schema";
create function app.add(a numeric, b numeric) returns numeric language sql immutable as 'select coalesce(a, 0) + b';
create function app.sub(a numeric, b numeric) returns numeric language sql immutable as 'select a - b';
create function app.fin(a numeric) returns text language sql immutable as 'select a::text';
create function app.finx(a numeric, b numeric) returns text language sql immutable as 'select a::text';
create function app.ser(a internal) returns bytea language internal strict as 'numeric_avg_serialize';
create aggregate app.total(numeric) (sfunc = app.add, stype = numeric, initcond = '0', combinefunc = app.add, parallel = safe, sspace = 100, finalfunc = app.fin);
create aggregate app.total2(x numeric) (sfunc = app.add, stype = numeric, finalfunc = app.finx, finalfunc_extra, finalfunc_modify = read_write,
  msfunc = app.add, minvfunc = app.sub, mstype = numeric, msspace = 7, mfinalfunc = app.finx, mfinalfunc_extra, mfinalfunc_modify = shareable, minitcond = '1');
create function app.inc(a int) returns int language sql immutable as 'select a + 1';
create aggregate app.cnt(*) (sfunc = app.inc, stype = int, initcond = '0');
create aggregate app.mini(int) (sfunc = int4smaller, stype = int, sortop = <, parallel = restricted, combinefunc = int4smaller);
create aggregate app.mini2(int) (sfunc = int4smaller, stype = int, sortop = operator(pg_catalog.<));
create aggregate app.avg2(numeric) (sfunc = numeric_avg_accum, stype = internal, finalfunc = numeric_avg, serialfunc = numeric_avg_serialize, deserialfunc = numeric_avg_deserialize, combinefunc = numeric_avg_combine);
create aggregate app.pct(p float8 order by x float8) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create aggregate app.pct0(order by x float8) (sfunc = ordered_set_transition, stype = internal, finalfunc = mode_final, finalfunc_extra = true);
create aggregate app.myrank(variadic "any" order by variadic "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical, finalfunc_modify = read_only);
create function app.vadd(a numeric, variadic b numeric[]) returns numeric language sql immutable as 'select 1.0';
create aggregate app.vagg(variadic b numeric[]) (sfunc = app.vadd, stype = numeric, initcond = '5');
create aggregate "Odd Schema"."Odd.Agg"("The X" numeric) (sfunc = app.add, stype = numeric, initcond = '-1');
comment on aggregate app.pct(float8 order by float8) is 'Pct';
alter aggregate app.pct(float8 order by float8) owner to ro;
revoke execute on function app.total(numeric) from public; grant execute on function app.total(numeric) to ro;
create view app.v as select app.total(1.0) as t;
