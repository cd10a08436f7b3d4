-- Foreign keys to partitions that have no keys of their own.
create table parted (a int, b int, primary key (a, b)) partition by list (a);
create table parted_1 partition of parted for values in (1);
create table part (b int not null, a int not null);
alter table parted attach partition part for values in (2);
create table refers (a int, b int, foreign key (a, b) references parted_1, foreign key (a, b) references part);
