insert into a_locks values ('x', null), ('y', 'x');
insert into b_modes values ('x');
insert into d_more values ('z');
insert into c_back values ('z');
insert into e_first values ('x', null);
insert into e_second values ('y', 'x');
update e_first set mode = 'y';
