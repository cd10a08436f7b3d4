insert into people values (1, 'a'), (2, 'b');
insert into logs values ('2026-01-02'), ('2026-01-03'), ('2026-02-02');
