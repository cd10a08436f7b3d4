-- What a table says of columns that a parent has too.
create table parent (id int default 1, n int default 2, g int generated always as (1 + 2) stored, plain int);
create table child (id int default null, n int) inherits (parent);
create table other (id int default 3, n int default null, g int generated always as (1 + 2) stored, plain int default 5);
alter table other inherit parent;
create table third (m int default 9) inherits (child);
create table parted (id int default 1, n int default 2) partition by list (id);
create table part (id int, n int default 7);
alter table parted attach partition part for values in (1);
