insert into t values (1, '2026-01-01');
