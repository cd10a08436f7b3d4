insert into events values (1, 1), (2, 1);
insert into notes values (1, 1, 1), (2, null, null);
insert into logs values (1);
insert into a_lines values (1, null);
insert into trees values (1, null), (2, 1);
