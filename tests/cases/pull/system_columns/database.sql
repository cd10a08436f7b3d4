-- What a query and a right may name.
create role ro;
create table t (id int primary key, n int);
grant select (tableoid, xmin, n) on t to ro;
grant select (ctid) on t to public;
create view v as select ctid, xmin from t where (id, n) <> all (values (1, 2), (3, 4)) or id = any (values (1));
