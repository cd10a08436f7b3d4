insert into notes values (1, 'x'), (2, 'y');
