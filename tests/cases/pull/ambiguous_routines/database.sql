-- Routines of one name that are told apart by what goes in only.
create role ro;
create function g(int) returns int language sql as $$ select $1 $$;
create function g(out a int) language sql as $$ select 1 $$;
create function f(a int, out b text) language sql as $$ select 'x' $$;
create function f(a int, b text) returns int language sql as $$ select 1 $$;
create function f(a text) returns table (b int) language sql as $$ select 1 $$;
create function f(a text, "b, c" int) returns int language sql as $$ select 1 $$;
create procedure p(a int, b int) language sql as $$ select 1 $$;
create procedure p(a int, out b int) language sql as $$ select 1 $$;
comment on function f(int, text) is 'Two.';
comment on procedure p(in int, in int) is 'In.';
alter procedure p(in int, in int) owner to ro;
alter function f(text, int) owner to ro;
revoke all on function g(int) from public;

