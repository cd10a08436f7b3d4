insert into events values (1, '2024-03-01', 2);
insert into child values (1, 2, 3);
