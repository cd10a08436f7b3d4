insert into t (id) values (5);
