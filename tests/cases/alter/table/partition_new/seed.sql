insert into refs values (1);
insert into logs (at, note) values ('2026-01-02', 'a');
