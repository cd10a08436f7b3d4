-- Functions and procedures with all that they can say, and bodies of odd blank space.
create role ro;
create role "Odd Role";
create schema app; create schema "Odd Schema";
create type app.mood as enum ('a','b');
create type "Odd Schema"."Odd Enum" as enum ('x');
create domain app.email as text collate "C" default 'x@y' not null constraint shape check (value ~ '@') constraint "Odd check" check (length(value) < 100);
comment on constraint shape on domain app.email is 'it''s';
alter domain app.email add constraint late check (value <> '') not valid;
comment on constraint late on domain app.email is 'late';
comment on domain app.email is 'An address';
create domain app.emails as app.email[] check (cardinality(value) < 5);
create domain "Odd Schema"."d" as numeric(10,2)[] ;
create domain app.stamp as timestamp(3) with time zone default now();
alter domain app.stamp owner to ro;
grant usage on domain app.emails to ro with grant option;
create domain app.later as int;
create domain app.later2 as int;
revoke usage on domain app.later2 from public;
create domain app.later3 as int;
revoke usage on domain app.later3 from public; grant usage on domain app.later3 to ro;
create function app.f1(a int, b text default 'x', variadic c int[] default array[1,2]) returns text language sql immutable strict as $$ select b $$;
create function app.f1(a int) returns int language sql as 'select 1';
create function app.f1(a app.mood[], "Odd Arg" "Odd Schema"."Odd Enum" default 'x') returns setof app.mood language plpgsql stable leakproof parallel safe cost 5 rows 7 as $fn$
  declare x app.email;
  begin
	-- tab
    return query select 'a'::app.mood;   
  end
    $fn$;
create function app.nothing() returns void language sql as '';
create function app.blank() returns void language sql as E' \n ';
create function app.crlf() returns void language plpgsql as E'\r\nbegin\r\n  null;\r\nend\r\n';
create function app.crlf2() returns void language plpgsql as E'begin\r\n  null; -- \\ '' $$\r\nend';
create function app.trail() returns void language plpgsql as E'\n\n\nbegin   \n  null;\t\n\n\nend\n\n\n';
create function app.indented() returns void language plpgsql as E'\n    begin\n  null;\nend;\n  ';
create function app.outs(in a int, out b int, inout c numeric(10,2)) language sql as $$ select 1, 2.0 $$;
create function app.one(out b varchar(20)) language sql as $$ select 'x'::varchar $$;
create function app.tab(a int default 1) returns table ("The Id" int, b app.mood) language sql rows 1000 as $$ select 1, 'a'::app.mood $$;
create function app.seto(out a int, out b int) returns setof record language sql rows 5 as $$ select 1, 2 $$;
create function app.seti(out a int) returns setof int language sql as $$ select 1 $$;
create function app.cls() returns setof pg_class language sql as $$ select * from pg_class $$;
create function app.oids(a oidvector, b int2vector, c "char", d bpchar, e name, f bit, g varbit, h char(3), i interval day to second(3), j pg_catalog.pg_node_tree, k information_schema.sql_identifier) returns "char" language sql as $$ select 'c'::"char" $$;
create function app.poly(a anyelement, b anycompatiblearray, c "any") returns anyelement language internal as 'int4in';
create function app.atom(a int) returns int language sql begin atomic select a; select a + 1; end;
create function app.ret(a int) returns int language sql immutable return a * 2;
create function app.cfg() returns int language sql
  set search_path = "$user", public, "Odd Schema", 'a,b'
  set "DateStyle" = iso, dmy set timezone = 'Europe/Zurich' set work_mem = '64MB' set app.foo = 'it''s \ x' set statement_timeout = 0 set enable_seqscan = off
  set temp_tablespaces = ''
  as 'select 1';
create function app.cfg2() returns int language sql security definer set search_path = '' as 'select 1';
create function app.cfg3() returns int language sql security definer set search_path from current as 'select 1';
create function app.win() returns bigint language internal window immutable as 'window_row_number';
create function app.sup(a text, b text) returns boolean language internal strict immutable support pg_catalog.textlike_support cost 1 as 'textlike';
create function app.sup2(a text, b text) returns boolean language internal strict immutable cost 100 as 'textlike';
create function app.big() returns setof int language sql cost 1000000 rows 0.5 as 'select 1';
create function plpgsql_call_handler() returns language_handler language c as '$libdir/plpgsql';
create function app.hand() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create procedure app.p(a int, inout b int, out c text) language plpgsql as $$ begin c := 'x'; end $$;
create procedure app.p2() language sql security definer set search_path = '' begin atomic select 1; end;
grant execute on procedure app.p2 to ro;
comment on procedure app.p2 is 'A procedure';
comment on function app.f1(int) is 'One'; 
alter function app.f1(int) owner to ro;
revoke execute on function app.f1(app.mood[], "Odd Schema"."Odd Enum") from public;
grant execute on function app.f1(app.mood[], "Odd Schema"."Odd Enum") to "Odd Role" with grant option;
create function app.inp(a int, out a text) language sql as $$ select 'x'::text $$;
create function app.now_default(a timestamptz default now() - interval '1 day', b text default null, c int[] default '{}'::int[], d jsonb default '{"a": 1}', e text default 'it''s'::text || 'b') returns void language plpgsql as $$begin end$$;
create function app.trg() returns trigger language plpgsql as $$begin return new; end$$;
create function app.evt() returns event_trigger language plpgsql as $$begin end$$;
create function "Odd Schema"."f.g""h"("a b" int) returns int language sql as 'select "a b"';
-- need each other
create function app.a1(n int) returns int language sql as 'select 1';
create function app.a2(n int) returns int language sql as 'select app.a1(n)';
create or replace function app.a1(n int) returns int language sql as 'select case when n > 0 then app.a2(n - 1) else 0 end';
