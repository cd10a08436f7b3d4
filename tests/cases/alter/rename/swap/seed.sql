insert into first values (1, 'a', 'b', 3);
insert into second values (2, 4);
