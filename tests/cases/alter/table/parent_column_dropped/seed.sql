insert into child values (1, '2026-01-01', 'a');
