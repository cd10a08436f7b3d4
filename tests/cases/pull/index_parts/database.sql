-- Indexes that are on a partitioned table alone, and parts of which it cannot be said what they are parts of.
create table parted (a int, b int) partition by list (a);
create table parted_1 partition of parted for values in (1);
create table parted_2 partition of parted for values in (2) partition by list (b);
create table parted_2_1 partition of parted_2 for values in (1);
create index alone on only parted (a);
create index part_of_it on parted_1 (a);
alter index alone attach partition part_of_it;
create index of_part on parted_2 (b);
create table twins (a int, b int) partition by list (a);
create table twins_1 partition of twins for values in (1);
create index first on twins (b);
create index second on twins (b);
create index other on twins (b desc);
create index third on twins (a);
create table another (a int, b int) partition by list (a);
create table another_1 partition of another for values in (1);
create index on another (b);
create index on another_1 (b);
