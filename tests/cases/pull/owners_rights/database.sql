-- What an owner did with its own rights is told, and what it gave others is kept.
create role o; create role r; create role s;
create table t (id int primary key, n int);
alter table t owner to o;
grant select on t to r with grant option;
grant insert on t to o with grant option;
grant select (n), update (id) on t to o;
grant update (n) on t to r;
set role r; grant select on t to s; reset role;
create table u (id int primary key);
alter table u owner to o;
revoke insert on u from o;
grant select on u to s;
create function f() returns int language sql as $$ select 1 $$;
grant execute on function f() to r with grant option;
set role r; grant execute on function f() to s; reset role;
