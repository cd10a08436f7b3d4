insert into t values (1, 2, '3', 'four', '2024-05-06 07:08'), (2, 2, '4', 'five', null);
insert into u values (1, 2);
