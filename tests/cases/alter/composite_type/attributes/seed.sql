insert into people values (1, row(1, 'x'));
