insert into logs (at, note) values ('2026-01-02', 'a');
insert into logs_2 (at, note) values ('2026-02-02', 'b');
