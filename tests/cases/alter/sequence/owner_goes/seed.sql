insert into letters (body) values ('one'), ('two');
