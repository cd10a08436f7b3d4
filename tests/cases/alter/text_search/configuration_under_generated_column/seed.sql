insert into t (id, a, b) values (1, 1, 'One 2');
