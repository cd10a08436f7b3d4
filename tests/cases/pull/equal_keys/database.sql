-- Postgres makes one of two equal keys in a CREATE TABLE.
create table twice (a int, b int, constraint one unique (a), constraint two unique (b), constraint all_of_it unique (a, b));
alter table twice add constraint three unique (a), add constraint four unique (a) deferrable, add constraint five unique (a) include (b);
create table three_times (id int primary key, n int);
alter table three_times add constraint again unique (id);
alter table three_times add constraint and_again unique (id) with (fillfactor = 50);
create table refers (a int references twice (a), id int references three_times (id));
create table parted (id int, n int, primary key (id)) partition by list (id);
create table parted_1 partition of parted for values in (1);
comment on constraint three on twice is 'The same.';
