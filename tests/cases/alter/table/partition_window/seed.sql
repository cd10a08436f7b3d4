insert into logs values ('2026-01-05'), ('2026-02-05');
