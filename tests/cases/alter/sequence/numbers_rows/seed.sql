insert into letters values ('one'), ('two');
