-- A table and one that inherits from it, in publications of their own.
create table parent (id int primary key);
create table child (n int) inherits (parent);
create table other () inherits (parent);
create publication both_of_them for table only parent, only child;
create publication parents for table only parent;
create publication whole for table parent;
