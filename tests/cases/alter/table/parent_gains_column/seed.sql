insert into child values (1);
