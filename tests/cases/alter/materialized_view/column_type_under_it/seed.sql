insert into t values (1, 4);
refresh materialized view m;
