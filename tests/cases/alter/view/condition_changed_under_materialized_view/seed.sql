insert into t values (1, 1), (2, -1);
refresh materialized view m;
