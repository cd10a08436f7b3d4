insert into t values (1, 'a', 2, 'c', '2026-01-01', 1.5);
