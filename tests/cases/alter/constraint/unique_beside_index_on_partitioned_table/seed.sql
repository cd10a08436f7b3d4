insert into logs values ('2026-01-02', 1);
