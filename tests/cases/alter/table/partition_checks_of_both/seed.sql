insert into logs values ('2026-01-05', 1);
