insert into logs values ('eu', 1);
