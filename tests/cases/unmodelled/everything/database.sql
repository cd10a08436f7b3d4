create schema app;
create function app.differs(point, point) returns boolean language sql immutable as 'select not $1 ~= $2';
create operator app.<!> (leftarg = point, rightarg = point, function = app.differs);
create operator family app.family using btree;
create operator class app.class for type point using btree family app.family as operator 1 app.<!>;
create collation app.swiss (locale = 'C');
create text search parser app.parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
create text search template app.template (lexize = dsimple_lexize);
create type app.shell;
create type app.base;
create function app.base_in(cstring) returns app.base language internal immutable strict as 'int4in';
create function app.base_out(app.base) returns cstring language internal immutable strict as 'int4out';
create type app.base (input = app.base_in, output = app.base_out, internallength = 4, passedbyvalue);
create table app.labelled (id int);
set allow_system_table_mods = on;
insert into pg_seclabel (objoid, classoid, objsubid, provider, label) values
  ('app.labelled'::regclass, 'pg_class'::regclass, 0, 'selinux', 'a'),
  ('app.labelled'::regclass, 'pg_class'::regclass, 1, 'selinux', 'b'),
  ('public'::regnamespace, 'pg_namespace'::regclass, 0, 'dummy', 'c');
insert into pg_shseclabel (objoid, classoid, provider, label)
  select oid, 'pg_database'::regclass, 'selinux', 'd' from pg_database where datname = 'template1' or datname = current_database();
reset allow_system_table_mods;
create function app.area(box) returns int language sql immutable as 'select 1';
create cast (box as int) with function app.area(box);
create trusted language other handler plpgsql_call_handler;
create access method other type table handler heap_tableam_handler;
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
revoke usage on language sql from public;
grant select on pg_catalog.pg_authid to public;
