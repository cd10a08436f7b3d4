insert into t values (1, row('a', 1), null);
