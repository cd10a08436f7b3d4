insert into p values (1, 'a');
insert into logs values ('2026-01-05', 1);
