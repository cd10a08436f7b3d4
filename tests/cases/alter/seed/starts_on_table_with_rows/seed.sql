insert into kinds values (1, 'a', 9), (7, 'x', 3);
