insert into logs values ('2026-01-05', 1), ('2026-02-05', 2);
