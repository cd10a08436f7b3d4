insert into jobs values ('a', 1), ('c', 2), ('e', 3);
