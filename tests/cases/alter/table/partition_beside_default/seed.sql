insert into logs values ('2026-01-02', 'a', 1), ('2026-09-02', 'b', 2);
insert into logs_3 values ('2026-03-02', 'a', 3);
insert into kinds values ('a'), ('c');
insert into kinds_rest values ('z');
insert into bigs values (1), (11), (9);
