-- Options that are said and make no difference.
create table t (id int primary key);
create view barrier_off with (security_barrier = false) as select id from t;
create view barrier_on with (security_barrier = 'on') as select id from t;
create view checked with (check_option = local) as select id from t;
create view plain with (security_barrier) as select id from t;
