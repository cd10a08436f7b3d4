insert into parent values (1); insert into child values (2, 1);
