insert into a_locks values ('x', null), ('y', 'x');
insert into b_modes values ('x');
insert into d_more values ('z');
insert into c_back values ('z');
