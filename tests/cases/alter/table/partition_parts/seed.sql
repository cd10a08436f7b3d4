insert into refs values (1), (2);
insert into logs values (1, '2026-01-02', 1, 'b'), (1, '2026-02-02', 1, 'b'), (1, '2026-02-02', 2, 'b'), (1, '2026-03-02', 2, 'b');
