insert into t (id, a, b) values (1, 2, 'x');
