insert into t (id, a) values (0, 5);
