create table t (id int primary key, a text, b text, c int);
create table u (id int primary key);
create schema s1; create schema "S 2"; create table s1.x (id int primary key);
create publication p1 for all tables; comment on publication p1 is 'p';
create publication p2 for tables in schema s1, "S 2" with (publish = 'insert, truncate', publish_via_partition_root);
create publication p3 for table t (id, a, c) where (c > 3 and a <> 'x'), u;
create publication p4 with (publish='');
create publication p5 for table u, tables in schema s1;
