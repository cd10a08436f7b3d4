insert into u values (1), (2);
insert into t (id, a, n) values (1, 'one', 1), (2, 'two', 2);
update u set a = 'two' where n = 2;
refresh materialized view m;
