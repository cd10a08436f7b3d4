insert into days values ('2026-01-05'), ('2026-02-05');
insert into visits values (1, '2026-01-05'), (2, '2026-02-05'), (3, null);
