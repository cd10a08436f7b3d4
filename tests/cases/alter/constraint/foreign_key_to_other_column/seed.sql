insert into p values (1, 'x'), (2, 'y');
insert into t values (1, 1, 'x'), (2, 2, 'y');
